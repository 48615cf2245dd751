package dev.dunlin.testkit;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a database holds, short enough to compare: for every table and materialized view its number
 * of rows and a digest of them as a multiset, for every sequence its position, for every large
 * object a digest.
 *
 * <p>Plain SQL over values in PostgreSQL's own text form, under the same session settings on every
 * server, so that databases of different majors and encodings compare equal when they hold the same
 * data. It shares nothing with Dunlin's own verification, which it is there to check.
 */
public final class DatabaseDigest {
    private static final List<String> SESSION =
            List.of(
                    "SET DateStyle = ISO, YMD",
                    "SET IntervalStyle = postgres",
                    "SET TimeZone = 'UTC'",
                    "SET extra_float_digits = 3",
                    "SET bytea_output = hex",
                    "SET lc_monetary = 'C'",
                    "SET search_path = pg_catalog",
                    "SET row_security = off", // rather an error than a part of the rows
                    "SET statement_timeout = 0");

    /** Tables of extensions are not ours to move; temporary ones end with their session. */
    private static final String RELATIONS =
            """
            SELECT n.nspname, c.relname, c.relkind, c.relispopulated
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind IN ('r', 'm', 'S') AND c.relpersistence <> 't'
              AND n.nspname <> 'information_schema' AND n.nspname NOT LIKE 'pg\\_%'
              AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass
                              AND d.objid = c.oid AND d.deptype = 'e')
            """;

    private static final String LARGE_OBJECTS =
            "SELECT oid, md5(lo_get(oid)) FROM pg_largeobject_metadata";

    private final SortedMap<String, String> contents;

    private DatabaseDigest(SortedMap<String, String> contents) {
        this.contents = contents;
    }

    public static DatabaseDigest of(TestDatabase database, String... excludedSchemas) {
        return of(database.jdbcUrl(), excludedSchemas);
    }

    /** Reads the whole database in one snapshot. */
    public static DatabaseDigest of(String jdbcUrl, String... excludedSchemas) {
        try (var connection = DriverManager.getConnection(jdbcUrl)) {
            connection.setAutoCommit(false);
            connection.setReadOnly(true);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            return new DatabaseDigest(read(connection, Set.of(excludedSchemas)));
        } catch (SQLException e) {
            throw new IllegalStateException("cannot digest " + jdbcUrl, e);
        }
    }

    private static SortedMap<String, String> read(Connection connection, Set<String> excluded)
            throws SQLException {
        var contents = new TreeMap<String, String>();
        for (var setting : SESSION) {
            try (var statement = connection.createStatement()) {
                statement.execute(setting);
            }
        }
        for (var relation : rows(connection, RELATIONS)) {
            if (!excluded.contains(relation.getFirst())) {
                var name = quoted(relation.get(0)) + "." + quoted(relation.get(1));
                var populated = relation.get(3).equals("t");
                contents.putAll(relation(connection, relation.get(2), name, populated));
            }
        }
        for (var object : rows(connection, LARGE_OBJECTS)) {
            contents.put("large object " + object.get(0), object.get(1));
        }
        return contents;
    }

    private static Map<String, String> relation(
            Connection connection, String kind, String name, boolean populated)
            throws SQLException {
        return switch (kind) {
            case "S" -> Map.of("sequence " + name, sequence(connection, name));
            case "m" ->
                    Map.of(
                            "materialized view " + name,
                            populated ? content(connection, name) : "not populated");
            default -> Map.of("table " + name, content(connection, "ONLY " + name));
        };
    }

    private static String sequence(Connection connection, String name) throws SQLException {
        var state = rows(connection, "SELECT last_value, is_called FROM " + name).getFirst();
        return "last value " + state.get(0) + (state.get(1).equals("t") ? "" : ", not called");
    }

    /** Digests are summed up: a sum counts duplicates, which an exclusive or would cancel out. */
    private static String content(Connection connection, String relation) throws SQLException {
        var query =
                """
                SELECT count(*),
                       sum(('x' || left(h, 16))::bit(64)::bigint::numeric),
                       sum(('x' || right(h, 16))::bit(64)::bigint::numeric)
                FROM (SELECT md5(convert_to(ROW(r.*)::text, 'UTF8')) AS h FROM %s AS r) AS rows
                """
                        .formatted(relation);
        var row = rows(connection, query).getFirst();
        return row.get(0) + " rows, digest " + row.get(1) + "/" + row.get(2);
    }

    private static List<List<String>> rows(Connection connection, String query)
            throws SQLException {
        try (var statement = connection.createStatement();
                var result = statement.executeQuery(query)) {
            var rows = new ArrayList<List<String>>();
            while (result.next()) {
                var row = new ArrayList<String>();
                for (var i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    row.add(String.valueOf(result.getString(i)));
                }
                rows.add(row);
            }
            return rows;
        }
    }

    /** Always quoted: which words need it differs between majors. */
    private static String quoted(String name) {
        return TestDatabase.quoted(name);
    }

    /** The same without sequences, which a migration may leave ahead of the source. */
    public DatabaseDigest withoutSequences() {
        var rest = new TreeMap<>(contents);
        rest.keySet().removeIf(name -> name.startsWith("sequence "));
        return new DatabaseDigest(rest);
    }

    /** One line for each thing that is not the same in the other; empty when all is. */
    public List<String> diff(DatabaseDigest other) {
        var names = new TreeSet<>(contents.keySet());
        names.addAll(other.contents.keySet());
        var lines = new ArrayList<String>();
        for (var name : names) {
            var here = contents.getOrDefault(name, "absent");
            var there = other.contents.getOrDefault(name, "absent");
            if (!here.equals(there)) {
                lines.add(name.replace("\n", "\\n") + ": " + here + " <> " + there);
            }
        }
        return lines;
    }

    @Override
    public String toString() {
        return diff(new DatabaseDigest(new TreeMap<>())).toString();
    }
}
