package dev.dunlin.snapshot;

import dev.dunlin.postgres.SqlFile;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Runs this package's {@code .sql} resources. */
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

    /** A query with one array of texts as its parameter. */
    static PreparedStatement of(Connection connection, String query, Collection<String> texts)
            throws SQLException {
        PreparedStatement statement = connection.prepareStatement(text(query));
        statement.setArray(1, connection.createArrayOf("text", texts.toArray(String[]::new)));
        return statement;
    }

    /** The first column of such a query's rows. */
    static List<String> names(Connection connection, String query, Collection<String> texts)
            throws SQLException {
        List<String> names = new ArrayList<>();
        try (PreparedStatement statement = of(connection, query, texts);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                names.add(rows.getString(1));
            }
        }
        return names;
    }

    /** The first two columns of such a query's rows, by the first. */
    static SortedMap<String, String> pairs(
            Connection connection, String query, Collection<String> texts) throws SQLException {
        SortedMap<String, String> pairs = new TreeMap<>();
        try (PreparedStatement statement = of(connection, query, texts);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                pairs.put(rows.getString(1), rows.getString(2));
            }
        }
        return pairs;
    }

    static String text(String query) {
        return SqlFile.of(CatalogQueries.class, query).text();
    }
}
