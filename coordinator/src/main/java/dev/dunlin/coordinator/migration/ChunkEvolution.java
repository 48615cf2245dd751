package dev.dunlin.coordinator.migration;

import dev.dunlin.protocol.ChunkCounts;
import dev.dunlin.protocol.ChunkId;
import dev.dunlin.protocol.TablePlan;
import java.util.List;

/** What facts change of a chunk, and of the sums above it. */
final class ChunkEvolution {

    private ChunkEvolution() {}

    static void apply(World world, Fact.OfChunk fact) {
        ChunkId id = fact.chunk();
        switch (fact) {
            case Fact.ChunkIssued(_, var partition, var at) -> issued(world, id, partition, at);
            case Fact.ChunkLoaded(_, var counts, var at) -> loaded(world, id, counts, at);
            case Fact.ChunkSuspected _ -> world.put(id, world.chunk(id).suspected());
            case Fact.SuspectLoaded(_, var counts) ->
                    world.put(id, world.chunk(id).checking(counts));
            case Fact.RecheckIssued _ -> recheckIssued(world, id);
            case Fact.Rechecked(_, var same) -> rechecked(world, id, same);
        }
    }

    private static void issued(World world, ChunkId id, int partition, long at) {
        TablePlan plan = world.plan(id.table());
        world.put(id, Chunk.issued(partition));
        world.put(id.table(), world.table(id.table()).issuedChunk(at));
        flight(world, partition, Estimates.chunkBytes(plan), 1);
        if (id.number() == plan.chunks().size() - 1) {
            TableEvolution.passed(world, id.table());
        }
    }

    private static void loaded(World world, ChunkId id, ChunkCounts counts, long at) {
        Chunk chunk = world.chunk(id);
        long planned = Estimates.chunkBytes(world.plan(id.table()));
        world.put(id, chunk.loaded(counts));
        world.put(id.table(), world.table(id.table()).loadedChunk(counts, at));
        flight(world, chunk.partition(), -planned, -1);
        Database database = world.database(id.table().database());
        world.put(
                database.withTotals(
                        totals -> totals.loaded(1, planned, counts.rows(), counts.bytes())));
    }

    private static void recheckIssued(World world, ChunkId id) {
        Chunk chunk = world.chunk(id);
        world.put(id, chunk.checking(chunk.counts()));
        Database database = world.database(id.table().database());
        Recheck before = database.recheck();
        world.put(
                database.withRecheck(
                        new Recheck(
                                true,
                                id.table().number(),
                                id.number() + 1,
                                before.open() + 1,
                                before.changed())));
    }

    private static void rechecked(World world, ChunkId id, boolean same) {
        Chunk chunk = world.chunk(id);
        world.put(id, chunk.loaded(chunk.counts()));
        Database database = world.database(id.table().database());
        Recheck before = database.recheck();
        int table = id.table().number();
        List<Integer> changed =
                same || before.changed().contains(table)
                        ? before.changed()
                        : Evolution.append(before.changed(), table);
        world.put(
                database.withRecheck(
                        new Recheck(
                                true,
                                before.table(),
                                before.chunk(),
                                Math.max(0, before.open() - 1),
                                changed)));
    }

    /** Adds to what is under way to the target. */
    static void flight(World world, int partition, long bytes, int chunks) {
        Migration before = world.migration();
        world.put(before.withFlight(before.flight().plus(partition, bytes, chunks)));
    }
}
