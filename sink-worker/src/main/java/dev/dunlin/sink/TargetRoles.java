package dev.dunlin.sink;

import dev.dunlin.postgres.SqlFile;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;

/**
 * Roles of the target.
 *
 * @param all every role
 * @param assignable those the connected user may make owners
 */
record TargetRoles(Set<String> all, Set<String> assignable) {

    private static final SqlFile ROLES = SqlFile.of(TargetRoles.class, "roles");
    private static final int SEPARATE_SET_OPTION = 16;

    static TargetRoles read(Connection connection) throws SQLException {
        int major = connection.getMetaData().getDatabaseMajorVersion();
        Set<String> all = new HashSet<>();
        Set<String> assignable = new HashSet<>();
        try (PreparedStatement query = connection.prepareStatement(ROLES.text())) {
            query.setString(1, major >= SEPARATE_SET_OPTION ? "SET" : "MEMBER");
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    all.add(row.getString(1));
                    if (row.getBoolean(2)) {
                        assignable.add(row.getString(1));
                    }
                }
            }
        }
        return new TargetRoles(Set.copyOf(all), Set.copyOf(assignable));
    }
}
