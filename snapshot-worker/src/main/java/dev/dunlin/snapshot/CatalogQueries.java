package dev.dunlin.snapshot;

import dev.dunlin.postgres.SqlFile;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Runs this package's {@code .sql} resources that take no parameters. */
final class CatalogQueries {

    private CatalogQueries() {}

    /** The one number a query answers. */
    static long number(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(text(query))) {
            row.next();
            return row.getLong(1);
        }
    }

    /** The first column of a query's rows. */
    static List<String> names(Connection connection, String query) throws SQLException {
        List<String> names = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(text(query))) {
            while (rows.next()) {
                names.add(rows.getString(1));
            }
        }
        return names;
    }

    static String text(String query) {
        return SqlFile.of(CatalogQueries.class, query).text();
    }
}
