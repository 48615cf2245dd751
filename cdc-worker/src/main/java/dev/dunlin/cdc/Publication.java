package dev.dunlin.cdc;

import dev.dunlin.postgres.Relation;
import dev.dunlin.postgres.SqlFile;
import dev.dunlin.protocol.CaptureMark;
import dev.dunlin.protocol.TableName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A publication of our own: what of the source's changes the slot's reader is sent. */
final class Publication {

    private final Connection connection;
    private final String name;

    Publication(Connection connection, String name) {
        this.connection = connection;
        this.name = name;
    }

    /** Makes it, or adds what it lacks. Tables that are in it and not asked for stay in it. */
    void ensure(List<Relation> tables) throws SQLException {
        if (!exists()) {
            String what =
                    tables.isEmpty()
                            ? ""
                            : " FOR TABLE " + list(tables.stream().map(Relation::name));
            execute("CREATE PUBLICATION " + quoted() + what + " WITH (" + options() + ")");
            return;
        }
        execute("ALTER PUBLICATION " + quoted() + " SET (" + options() + ")");
        Set<Long> there = oids();
        List<Relation> missing =
                tables.stream().filter(table -> !there.contains(table.oid())).toList();
        if (!missing.isEmpty()) {
            execute(
                    "ALTER PUBLICATION "
                            + quoted()
                            + " ADD TABLE "
                            + list(missing.stream().map(Relation::name)));
        }
    }

    String name() {
        return name;
    }

    /** Says in its comment who made it. */
    void mark(CaptureMark mark) throws SQLException {
        execute("COMMENT ON PUBLICATION " + quoted() + " IS '" + mark.text() + "'");
    }

    /** Who made it, when it is there and says so. */
    Optional<CaptureMark> mark() throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement(
                        "SELECT pg_catalog.obj_description(oid, 'pg_publication')"
                                + " FROM pg_catalog.pg_publication WHERE pubname = ?")) {
            statement.setString(1, name);
            try (ResultSet row = statement.executeQuery()) {
                return row.next()
                        ? Optional.ofNullable(row.getString(1)).flatMap(CaptureMark::read)
                        : Optional.empty();
            }
        }
    }

    /** Adds one table unless it is in it. */
    void add(TableName table, long oid) throws SQLException {
        if (!oids().contains(oid)) {
            execute("ALTER PUBLICATION " + quoted() + " ADD TABLE ONLY " + table.quoted());
        }
    }

    /** Oids of the tables it names. */
    Set<Long> oids() throws SQLException {
        String sql = SqlFile.of(Publication.class, "published-tables").text();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, name);
            Set<Long> oids = new HashSet<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    oids.add(rows.getLong(1));
                }
            }
            return oids;
        }
    }

    void drop() throws SQLException {
        execute("DROP PUBLICATION IF EXISTS " + quoted());
    }

    private boolean exists() throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement(
                        "SELECT FROM pg_catalog.pg_publication WHERE pubname = ?")) {
            statement.setString(1, name);
            try (ResultSet row = statement.executeQuery()) {
                return row.next();
            }
        }
    }

    /** ONLY: inheritance children are chosen one by one. */
    private static String list(Stream<TableName> tables) {
        return tables.map(table -> "ONLY " + table.quoted()).collect(Collectors.joining(", "));
    }

    private String options() throws SQLException {
        int major = connection.getMetaData().getDatabaseMajorVersion();
        String operations = "publish = 'insert, update, delete";
        return operations
                + (major >= 11 ? ", truncate'" : "'")
                + (major >= 13 ? ", publish_via_partition_root = false" : "");
    }

    private String quoted() {
        return TableName.quote(name);
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
