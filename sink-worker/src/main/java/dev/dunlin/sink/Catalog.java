package dev.dunlin.sink;

import dev.dunlin.postgres.SqlFile;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Runs this package's {@code .sql} resources that take no parameters. */
final class Catalog {

    private Catalog() {}

    /** The first column of a query's rows. */
    static List<String> names(Connection connection, String query) throws SQLException {
        List<String> names = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(SqlFile.of(Catalog.class, query).text())) {
            while (row.next()) {
                names.add(row.getString(1));
            }
        }
        return names;
    }

    /** The first two columns of a query's rows, by the first. */
    static SortedMap<String, String> pairs(Connection connection, String query)
            throws SQLException {
        SortedMap<String, String> pairs = new TreeMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(SqlFile.of(Catalog.class, query).text())) {
            while (row.next()) {
                pairs.put(row.getString(1), row.getString(2));
            }
        }
        return pairs;
    }
}
