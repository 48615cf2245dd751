package dev.dunlin.sink;

import dev.dunlin.postgres.SqlFile;
import dev.dunlin.protocol.ChunkCounts;
import dev.dunlin.protocol.ChunkId;
import dev.dunlin.protocol.MigrationName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The schema {@code dunlin_ledger} of a target database: what stands in it, and for {@link
 * Ownership} whose it is. Everything is written in the transaction it tells about, so it is never
 * ahead of the data or behind. Methods leave transactions to their callers.
 */
final class Ledger {

    private static final SqlFile CREATE = SqlFile.of(Ledger.class, "ledger-create");
    private static final SqlFile CHUNK_STATE = SqlFile.of(Ledger.class, "chunk-state");
    private static final SqlFile CHUNK_MARK = SqlFile.of(Ledger.class, "chunk-mark");

    private final Connection connection;

    Ledger(Connection connection) {
        this.connection = connection;
    }

    /**
     * What is known before a chunk is loaded.
     *
     * @param generation the one its table takes; empty before the first chunk
     * @param loaded its counts if it stands already
     */
    record ChunkState(OptionalInt generation, Optional<ChunkCounts> loaded) {}

    /**
     * Lays it.
     *
     * @param installation of the migration it is made for
     */
    void create(MigrationName migration, String sourceDatabase, String installation)
            throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(CREATE.text());
        }
        try (PreparedStatement insert =
                connection.prepareStatement(
                        "INSERT INTO dunlin_ledger.migration (name, source_database, installation)"
                                + " VALUES (?, ?, ?)")) {
            insert.setString(1, migration.value());
            insert.setString(2, sourceDatabase);
            insert.setString(3, installation);
            insert.executeUpdate();
        }
    }

    /** Keeps that the migration made the database itself. */
    void markDatabaseMade() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("UPDATE dunlin_ledger.migration SET made_database = true");
        }
    }

    /** Whether the migration made the database itself. */
    boolean madeDatabase() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery(
                                "SELECT made_database FROM dunlin_ledger.migration")) {
            return row.next() && row.getBoolean(1);
        }
    }

    /** What its tables take. */
    long bytes() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery(
                                "SELECT coalesce(pg_catalog.sum("
                                        + "pg_catalog.pg_total_relation_size(oid)), 0)"
                                        + " FROM pg_catalog.pg_class WHERE relkind = 'r' AND"
                                        + " relnamespace = 'dunlin_ledger'::regnamespace")) {
            row.next();
            return row.getLong(1);
        }
    }

    void drop() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("DROP SCHEMA IF EXISTS dunlin_ledger CASCADE");
        }
    }

    /** Keys of all items that stand. */
    Set<String> restored() throws SQLException {
        Set<String> keys = new HashSet<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT key FROM dunlin_ledger.items")) {
            while (row.next()) {
                keys.add(row.getString(1));
            }
        }
        return keys;
    }

    boolean isRestored(ItemMark mark) throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement("SELECT FROM dunlin_ledger.items WHERE key = ?")) {
            query.setString(1, mark.key());
            try (ResultSet row = query.executeQuery()) {
                return row.next();
            }
        }
    }

    void markRestored(List<ItemMark> marks) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement(
                        "INSERT INTO dunlin_ledger.items (key, dump_id, kind, name)"
                                + " VALUES (?, ?, ?, ?)")) {
            for (ItemMark mark : marks) {
                insert.setString(1, mark.key());
                insert.setInt(2, mark.item().dumpId());
                insert.setString(3, mark.item().kind());
                insert.setString(4, mark.item().name());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    ChunkState chunkState(ChunkId chunk) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(CHUNK_STATE.text())) {
            query.setInt(1, chunk.table().number());
            query.setInt(2, chunk.number());
            try (ResultSet row = query.executeQuery()) {
                row.next();
                int generation = row.getInt(1);
                OptionalInt known =
                        row.wasNull() ? OptionalInt.empty() : OptionalInt.of(generation);
                long rows = row.getLong(2);
                Optional<ChunkCounts> loaded =
                        row.wasNull()
                                ? Optional.empty()
                                : Optional.of(
                                        new ChunkCounts(rows, row.getLong(3), row.getLong(4)));
                return new ChunkState(known, loaded);
            }
        }
    }

    /** Makes this the generation of the table, unless it has one. */
    void beginGeneration(int tableNumber, int generation) throws SQLException {
        generation(
                "INSERT INTO dunlin_ledger.generations VALUES (?, ?) ON CONFLICT DO NOTHING",
                tableNumber,
                generation);
    }

    /** Forgets the chunks of a table, which is empty, and takes only this generation from now. */
    void resetTable(int tableNumber, int generation) throws SQLException {
        try (PreparedStatement delete =
                connection.prepareStatement(
                        "DELETE FROM dunlin_ledger.chunks WHERE table_number = ?")) {
            delete.setInt(1, tableNumber);
            delete.executeUpdate();
        }
        generation(
                "INSERT INTO dunlin_ledger.generations VALUES (?, ?) ON CONFLICT (table_number)"
                        + " DO UPDATE SET generation = EXCLUDED.generation",
                tableNumber,
                generation);
    }

    private void generation(String sql, int tableNumber, int generation) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            update.setInt(1, tableNumber);
            update.setInt(2, generation);
            update.executeUpdate();
        }
    }

    /** The generation a table takes; empty before its first chunk. */
    OptionalInt generation(int tableNumber) throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement(
                        "SELECT generation FROM dunlin_ledger.generations"
                                + " WHERE table_number = ?")) {
            query.setInt(1, tableNumber);
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? OptionalInt.of(row.getInt(1)) : OptionalInt.empty();
            }
        }
    }

    /**
     * Marks a chunk as loaded.
     *
     * @return false when the table takes another generation by now, or the chunk stands already:
     *     the rows must go
     */
    boolean markChunk(ChunkId chunk, int generation, ChunkCounts counts) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(CHUNK_MARK.text())) {
            insert.setInt(1, chunk.number());
            insert.setLong(2, counts.rows());
            insert.setLong(3, counts.bytes());
            insert.setLong(4, counts.checksum());
            insert.setInt(5, chunk.table().number());
            insert.setInt(6, generation);
            return insert.executeUpdate() == 1;
        }
    }

    int countChunks(int tableNumber, int generation) throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement(
                        "SELECT pg_catalog.count(*) FROM dunlin_ledger.chunks"
                                + " WHERE table_number = ? AND generation = ?")) {
            query.setInt(1, tableNumber);
            query.setInt(2, generation);
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        }
    }
}
