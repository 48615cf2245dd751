package dev.dunlin.sink;

import dev.dunlin.protocol.Finding;
import dev.dunlin.protocol.TableName;
import dev.dunlin.protocol.TargetTask;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Foreign keys that point to tables that were left out. */
final class PointingKeys {

    private static final String WRONG_KIND = "42809";
    private static final String NOT_SUPPORTED = "0A000";

    /** As pg_dump writes it. */
    private static final Pattern ADDED =
            Pattern.compile("ADD CONSTRAINT (\"(?:[^\"]|\"\")+\"|[^ \"]+) FOREIGN KEY");

    private PointingKeys() {}

    /** Whether a server cannot have such a key not valid: before 18, on a partitioned table. */
    static boolean refused(SQLException cause) {
        return WRONG_KIND.equals(cause.getSQLState()) || NOT_SUPPORTED.equals(cause.getSQLState());
    }

    static Finding stays(TargetTask.LeaveTableOut task, String table, String name) {
        return Finding.warning(
                "DUN-TGT-KEY-STAYS",
                task.target().database(),
                "Tables left out",
                "foreign key %s of %s points to %s, which is left out, and stays valid: the server"
                                .formatted(name, table, task.shape().name().quoted())
                        + " cannot change that on a partitioned table",
                "Drop and add it when the table is filled.");
    }

    /**
     * Adds a foreign key without looking at the rows, and looks at them unless it points to a table
     * that is left out.
     *
     * @param sql {@code ALTER TABLE … ADD CONSTRAINT … FOREIGN KEY …;}
     * @param owner the table that gets it
     */
    static void add(Connection connection, String sql, TableName owner, List<TableName> out)
            throws SQLException {
        String bare = sql.strip();
        String open = bare.endsWith(";") ? bare.substring(0, bare.length() - 1) : bare;
        boolean valid = !open.endsWith("NOT VALID");
        Matcher added = ADDED.matcher(open);
        if (!added.find()) {
            throw new IllegalArgumentException("no foreign key is added by: " + sql);
        }
        String name = added.group(1);
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(open + (valid ? " NOT VALID" : ""));
            if (valid && !points(connection, owner, name, out)) {
                statement.execute("ALTER TABLE " + owner.quoted() + " VALIDATE CONSTRAINT " + name);
            }
        }
    }

    private static String plain(String name) {
        return name.startsWith("\"")
                ? name.substring(1, name.length() - 1).replace("\"\"", "\"")
                : name;
    }

    private static boolean points(
            Connection connection, TableName owner, String name, List<TableName> out)
            throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement(
                        "SELECT FROM pg_catalog.pg_constraint WHERE conname = ?"
                                + " AND conrelid = ?::pg_catalog.regclass"
                                + " AND confrelid = ANY (?::pg_catalog.text[]"
                                + "::pg_catalog.regclass[])")) {
            query.setString(1, plain(name));
            query.setString(2, owner.quoted());
            query.setArray(
                    3,
                    connection.createArrayOf(
                            "text", out.stream().map(TableName::quoted).toArray()));
            try (ResultSet row = query.executeQuery()) {
                return row.next();
            }
        }
    }
}
