package dev.dunlin.sink;

import dev.dunlin.postgres.SqlFile;
import dev.dunlin.postgres.TextLimits;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * What a database holds beyond a new one; extensions and what belongs to them do not count.
 *
 * @param objects kind and name of each, cut after a thousand
 */
record UserContent(List<String> objects) {

    private static final SqlFile QUERY = SqlFile.of(UserContent.class, "user-content");

    static UserContent of(Connection connection) throws SQLException {
        List<String> objects = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(QUERY.text())) {
            while (row.next()) {
                objects.add(row.getString(1) + " " + row.getString(2));
            }
        }
        return new UserContent(List.copyOf(objects));
    }

    boolean isEmpty() {
        return objects.isEmpty();
    }

    /** The first objects by name. */
    String summary() {
        return TextLimits.some(objects);
    }
}
