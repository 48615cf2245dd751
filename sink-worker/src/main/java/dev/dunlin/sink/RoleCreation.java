package dev.dunlin.sink;

import dev.dunlin.protocol.Finding;
import dev.dunlin.protocol.Report;
import dev.dunlin.protocol.RoleFacts;
import dev.dunlin.protocol.TableName;
import dev.dunlin.protocol.TargetTask;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes roles that the target lacks: without password and without any power but to log in. A
 * membership is given only where both roles were made here, since a role of the same name that was
 * there before may be allowed more than the source's.
 */
final class RoleCreation {

    private static final Logger log = LoggerFactory.getLogger(RoleCreation.class);
    private static final Set<String> DUPLICATE = Set.of("42710", "23505");
    private static final int TRIES = 5;
    private static final int SEPARATE_SET_OPTION = 16;

    private final TargetSessions sessions;

    RoleCreation(TargetSessions sessions) {
        this.sessions = sessions;
    }

    /** The statement that makes a role like the source's, but for its powers. */
    static String statement(RoleFacts role) {
        return "CREATE ROLE %s %s %s;"
                .formatted(
                        TableName.quote(role.name()),
                        role.login() ? "LOGIN" : "NOLOGIN",
                        role.inherit() ? "INHERIT" : "NOINHERIT");
    }

    Report.RolesCreated create(TargetTask.CreateRoles task) {
        List<RoleFacts> made =
                new DatabaseCreation(sessions)
                        .fromMaintenance(task.target(), connection -> create(task, connection));
        return new Report.RolesCreated(
                task.migration(), task.database(), warnings(task.database(), made));
    }

    /** Again when another database of the migration made some of them meanwhile. */
    private static List<RoleFacts> create(TargetTask.CreateRoles task, Connection connection)
            throws SQLException {
        connection.setAutoCommit(false);
        for (int tries = 1; ; tries++) {
            try {
                List<RoleFacts> made = createMissing(task.roles(), connection);
                connection.commit();
                log.info("made {} roles", made.size());
                return made;
            } catch (SQLException e) {
                connection.rollback();
                if (!DUPLICATE.contains(String.valueOf(e.getSQLState())) || tries == TRIES) {
                    throw e;
                }
            }
        }
    }

    private static List<RoleFacts> createMissing(List<RoleFacts> roles, Connection connection)
            throws SQLException {
        Set<String> there = TargetRoles.read(connection).all();
        List<RoleFacts> missing =
                roles.stream().filter(role -> !there.contains(role.name())).toList();
        Set<String> names = missing.stream().map(RoleFacts::name).collect(Collectors.toSet());
        try (Statement statement = connection.createStatement()) {
            for (RoleFacts role : missing) {
                statement.execute(statement(role));
            }
            for (RoleFacts role : missing) {
                for (String leader : role.memberOf()) {
                    if (names.contains(leader)) {
                        statement.execute(
                                "GRANT "
                                        + TableName.quote(leader)
                                        + " TO "
                                        + TableName.quote(role.name()));
                    }
                }
            }
            if (!isSuperuser(statement)) {
                joinAll(missing, statement, connection);
            }
        }
        return missing;
    }

    private static boolean isSuperuser(Statement statement) throws SQLException {
        try (ResultSet row =
                statement.executeQuery(
                        "SELECT rolsuper FROM pg_catalog.pg_roles WHERE rolname = current_user")) {
            return row.next() && row.getBoolean(1);
        }
    }

    /** Only a member can make a role the owner of something. */
    private static void joinAll(List<RoleFacts> roles, Statement statement, Connection connection)
            throws SQLException {
        int major = connection.getMetaData().getDatabaseMajorVersion();
        String options = major >= SEPARATE_SET_OPTION ? " WITH INHERIT TRUE, SET TRUE" : "";
        for (RoleFacts role : roles) {
            statement.execute(
                    "GRANT " + TableName.quote(role.name()) + " TO current_user" + options);
        }
    }

    private static List<Finding> warnings(String database, List<RoleFacts> made) {
        if (made.isEmpty()) {
            return List.of();
        }
        Set<String> names = made.stream().map(RoleFacts::name).collect(Collectors.toSet());
        List<String> notes = new ArrayList<>();
        for (RoleFacts role : made) {
            List<String> withheld = new ArrayList<>(role.withheld());
            role.memberOf().stream()
                    .filter(leader -> !names.contains(leader))
                    .forEach(leader -> withheld.add("member of " + TableName.quote(leader)));
            notes.add(
                    TableName.quote(role.name())
                            + (withheld.isEmpty()
                                    ? ""
                                    : " (not given: " + String.join(", ", withheld) + ")"));
        }
        return List.of(
                Finding.warning(
                        "DUN-TGT-ROLES-MADE",
                        database,
                        "Roles",
                        "made without passwords: " + String.join(", ", notes),
                        "ALTER ROLE … PASSWORD for those that log in by one, and what else they"
                                + " need"));
    }
}
