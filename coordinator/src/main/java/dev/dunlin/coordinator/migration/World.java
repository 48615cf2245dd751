package dev.dunlin.coordinator.migration;

import dev.dunlin.protocol.ChunkId;
import dev.dunlin.protocol.TableId;
import dev.dunlin.protocol.TablePlan;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One migration's records: what a store holds, under the changes made since. A world is forked for
 * each message; {@link #flush} hands the changes over.
 */
public final class World {

    /** Where committed records are read from. */
    public interface Entries {
        @Nullable Migration migration();

        @Nullable TablePlan plan(TableId id);

        @Nullable Table table(TableId id);

        @Nullable Chunk chunk(ChunkId id);

        @Nullable Answered answered(String command);
    }

    /** Where changed records are written to. */
    public interface Sink {
        void migration(Migration migration);

        void plan(TablePlan plan);

        void table(TableId id, Table table);

        void chunk(ChunkId id, Chunk chunk);

        void answered(String command, Answered answered);

        /** The migration's records go, all but the answers. */
        void delete(Migration migration);
    }

    private final Entries entries;
    private @Nullable Migration migration;
    private @Nullable Migration deleted;
    private final Map<TableId, TablePlan> plans = new LinkedHashMap<>();
    private final Map<TableId, Table> tables = new LinkedHashMap<>();
    private final Map<ChunkId, Chunk> chunks = new LinkedHashMap<>();
    private final Map<String, Answered> answers = new LinkedHashMap<>();

    public World(Entries entries) {
        this.entries = entries;
        this.migration = entries.migration();
    }

    /** Whether the migration exists. */
    public boolean exists() {
        return migration != null;
    }

    /** The migration, which must exist. */
    public Migration migration() {
        if (migration == null) {
            throw new IllegalStateException("the migration does not exist");
        }
        return migration;
    }

    /** A database of the migration. */
    public Database database(String name) {
        return migration().database(name);
    }

    /** A table's plan, null when there is none. */
    public @Nullable TablePlan findPlan(TableId id) {
        TablePlan changed = plans.get(id);
        return changed != null ? changed : entries.plan(id);
    }

    /** A table's plan, which must exist. */
    public TablePlan plan(TableId id) {
        return known(findPlan(id), id);
    }

    /** Where a planned table stands, null when it is not planned. */
    public @Nullable Table findTable(TableId id) {
        Table changed = tables.get(id);
        return changed != null ? changed : entries.table(id);
    }

    /** Where a planned table stands. */
    public Table table(TableId id) {
        return known(findTable(id), id);
    }

    /** A chunk that was issued, or null. */
    public @Nullable Chunk findChunk(ChunkId id) {
        Chunk changed = chunks.get(id);
        return changed != null ? changed : entries.chunk(id);
    }

    /** A chunk that was issued. */
    public Chunk chunk(ChunkId id) {
        return known(findChunk(id), id);
    }

    /** What was replied to a command. */
    public Answered answered(String command) {
        Answered changed = answers.get(command);
        Answered known = changed != null ? changed : entries.answered(command);
        return known == null ? Answered.NOT : known;
    }

    /** Its version; a migration that begins anew under the same name counts on. */
    long version() {
        return migration == null ? 0 : migration.times().version();
    }

    /** Applies a fact. */
    public void apply(Fact fact) {
        Evolution.apply(this, fact);
    }

    /** Counts the changes of one message as a version. */
    public void nextVersion() {
        migration = migration().nextVersion();
    }

    /** Hands every changed record to the sink, the migration last. */
    public void flush(Sink sink) {
        if (deleted != null) {
            sink.delete(deleted);
        }
        plans.values().forEach(sink::plan);
        tables.forEach(sink::table);
        chunks.forEach(sink::chunk);
        answers.forEach(sink::answered);
        if (migration != null) {
            sink.migration(migration);
        }
    }

    void put(Migration changed) {
        migration = changed;
    }

    void put(Database changed) {
        migration = migration().with(changed);
    }

    void put(TablePlan changed) {
        plans.put(changed.id(), changed);
    }

    void put(TableId id, Table changed) {
        tables.put(id, changed);
    }

    void put(ChunkId id, Chunk changed) {
        chunks.put(id, changed);
    }

    void delete() {
        deleted = migration();
        migration = null;
        plans.clear();
        tables.clear();
        chunks.clear();
    }

    void put(String command, Answered changed) {
        answers.put(command, changed);
    }

    private static <T> T known(@Nullable T record, Object id) {
        if (record == null) {
            throw new IllegalStateException("nothing is known of " + id);
        }
        return record;
    }
}
