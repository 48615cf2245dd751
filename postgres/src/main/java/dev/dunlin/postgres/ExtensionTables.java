package dev.dunlin.postgres;

import dev.dunlin.protocol.TableName;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Tables that belong to an extension but hold the user's rows, as the extension declares with
 * {@code pg_extension_config_dump}: only the rows that its condition selects move.
 */
public final class ExtensionTables {

    private static final Pattern WHERE = Pattern.compile("(?is)^\\s*where\\s+");

    private ExtensionTables() {}

    /** Table to condition (SQL without WHERE, empty for all rows); nothing for other tables. */
    public static Map<TableName, String> conditions(Connection connection) throws SQLException {
        Map<TableName, String> conditions = new HashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(SqlFile.named("extension-tables").text())) {
            while (rows.next()) {
                conditions.put(
                        new TableName(rows.getString(1), rows.getString(2)),
                        WHERE.matcher(rows.getString(3)).replaceFirst("").strip());
            }
        }
        return conditions;
    }
}
