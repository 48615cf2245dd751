package dev.dunlin.coordinator;

import dev.dunlin.coordinator.migration.Answered;
import dev.dunlin.coordinator.migration.Chunk;
import dev.dunlin.coordinator.migration.Migration;
import dev.dunlin.coordinator.migration.Table;
import dev.dunlin.coordinator.migration.World;
import dev.dunlin.messaging.Wire;
import dev.dunlin.protocol.ChunkId;
import dev.dunlin.protocol.MigrationName;
import dev.dunlin.protocol.TableId;
import dev.dunlin.protocol.TablePlan;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * The stores of the topology: migrations, plans, tables, chunks and answers, each keyed so that the
 * records of a migration lie in the partition of its name.
 */
final class StateStores implements World.Entries, World.Sink {

    static final String MIGRATIONS = "migrations";
    static final String PLANS = "plans";
    static final String TABLES = "tables";
    static final String CHUNKS = "chunks";
    static final String ANSWERS = "answers";
    static final String WHOLES = "wholes";
    static final List<String> ALL = List.of(MIGRATIONS, PLANS, TABLES, CHUNKS, ANSWERS, WHOLES);

    private final MigrationName name;
    private final Function<String, KeyValueStore<String, byte[]>> stores;
    private final Map<TableId, Table> changedTables = new LinkedHashMap<>();

    StateStores(MigrationName name, Function<String, KeyValueStore<String, byte[]>> stores) {
        this.name = name;
        this.stores = stores;
    }

    @Override
    public @Nullable Migration migration() {
        return read(MIGRATIONS, name.value(), Migration.class);
    }

    @Override
    public @Nullable TablePlan plan(TableId id) {
        return read(PLANS, key(id), TablePlan.class);
    }

    @Override
    public @Nullable Table table(TableId id) {
        return read(TABLES, key(id), Table.class);
    }

    @Override
    public @Nullable Chunk chunk(ChunkId id) {
        return read(CHUNKS, key(id.table()) + "#" + id.number(), Chunk.class);
    }

    @Override
    public @Nullable Answered answered(String command) {
        return read(ANSWERS, name + "/" + command, Answered.class);
    }

    @Override
    public void answered(String command, Answered answered) {
        write(ANSWERS, name + "/" + command, answered);
    }

    @Override
    public void migration(Migration migration) {
        write(MIGRATIONS, name.value(), migration);
    }

    @Override
    public void delete(Migration migration) {
        tables(migration).forEach(this::delete);
        stores.apply(MIGRATIONS).delete(name.value());
    }

    private void delete(TableId id) {
        Table table = table(id);
        for (int i = 0; table != null && i < table.nextChunk(); i++) {
            stores.apply(CHUNKS).delete(key(id) + "#" + i);
        }
        stores.apply(TABLES).delete(key(id));
        stores.apply(PLANS).delete(key(id));
    }

    /** Every table that may have a record. */
    static List<TableId> tables(Migration migration) {
        return migration.databases().values().stream()
                .flatMap(
                        database ->
                                IntStream.range(
                                                0,
                                                Math.max(
                                                        database.schema().tables(),
                                                        database.schema().arrived()))
                                        .mapToObj(i -> new TableId(database.name(), i)))
                .toList();
    }

    @Override
    public void plan(TablePlan plan) {
        write(PLANS, key(plan.id()), plan);
    }

    @Override
    public void table(TableId id, Table table) {
        changedTables.put(id, table);
        write(TABLES, key(id), table);
    }

    @Override
    public void chunk(ChunkId id, Chunk chunk) {
        write(CHUNKS, key(id.table()) + "#" + id.number(), chunk);
    }

    /** Tables written since this view was made. */
    Map<TableId, Table> changedTables() {
        return changedTables;
    }

    private String key(TableId id) {
        return name + "/" + id;
    }

    private <T> @Nullable T read(String store, String key, Class<T> type) {
        byte @Nullable [] bytes = stores.apply(store).get(key);
        return bytes == null ? null : Wire.decode(bytes, type);
    }

    private void write(String store, String key, Object record) {
        stores.apply(store).put(key, Wire.encode(record));
    }
}
