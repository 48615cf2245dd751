package dev.dunlin.coordinator.decision;

import dev.dunlin.coordinator.migration.Answered;
import dev.dunlin.coordinator.migration.Chunk;
import dev.dunlin.coordinator.migration.Migration;
import dev.dunlin.coordinator.migration.Table;
import dev.dunlin.coordinator.migration.World;
import dev.dunlin.messaging.Wire;
import dev.dunlin.protocol.ChunkId;
import dev.dunlin.protocol.TableId;
import dev.dunlin.protocol.TablePlan;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Stores in memory that keep bytes, so that every record also proves that it can be written. */
final class MemoryEntries implements World.Entries, World.Sink {

    private final Map<String, byte[]> bytes = new HashMap<>();

    /** The records as they are now, for looking at them later. */
    MemoryEntries copy() {
        MemoryEntries copy = new MemoryEntries();
        copy.bytes.putAll(bytes);
        return copy;
    }

    @Override
    public @Nullable Migration migration() {
        return read("migration", Migration.class);
    }

    @Override
    public @Nullable TablePlan plan(TableId id) {
        return read("plan " + id, TablePlan.class);
    }

    @Override
    public @Nullable Table table(TableId id) {
        return read("table " + id, Table.class);
    }

    @Override
    public @Nullable Chunk chunk(ChunkId id) {
        return read("chunk " + id, Chunk.class);
    }

    @Override
    public @Nullable Answered answered(String command) {
        return read("answered " + command, Answered.class);
    }

    @Override
    public void answered(String command, Answered answered) {
        bytes.put("answered " + command, Wire.encode(answered));
    }

    @Override
    public void migration(Migration migration) {
        bytes.put("migration", Wire.encode(migration));
    }

    @Override
    public void delete(Migration migration) {
        bytes.keySet().removeIf(key -> !key.startsWith("answered "));
    }

    @Override
    public void plan(TablePlan plan) {
        bytes.put("plan " + plan.id(), Wire.encode(plan));
    }

    @Override
    public void table(TableId id, Table table) {
        bytes.put("table " + id, Wire.encode(table));
    }

    @Override
    public void chunk(ChunkId id, Chunk chunk) {
        bytes.put("chunk " + id, Wire.encode(chunk));
    }

    /** Applies a decision's facts as the driver does. */
    void commit(Decision decision) {
        World world = new World(this);
        decision.facts().forEach(world::apply);
        world.flush(this);
    }

    private <T> @Nullable T read(String key, Class<T> type) {
        byte @Nullable [] found = bytes.get(key);
        return found == null ? null : Wire.decode(found, type);
    }
}
