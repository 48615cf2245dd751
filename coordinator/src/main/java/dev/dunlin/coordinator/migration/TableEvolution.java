package dev.dunlin.coordinator.migration;

import dev.dunlin.protocol.ChunkId;
import dev.dunlin.protocol.TableId;
import dev.dunlin.protocol.TablePhase;
import dev.dunlin.protocol.TablePlan;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What facts change of a table, and of its database's sums. */
final class TableEvolution {

    private TableEvolution() {}

    static void apply(World world, Fact.OfTable fact) {
        TableId id = fact.table();
        if (fact instanceof Fact.TablePlanned(var plan)) {
            planned(world, plan);
            return;
        }
        Table before = world.table(id);
        switch (fact) {
            case Fact.TablePlanned _ -> throw new AssertionError("handled above");
            case Fact.TableEntered(_, var phase) -> entered(world, id, before, phase);
            case Fact.TablePassed _ -> passed(world, id);
            case Fact.SweepOpened _ -> sweep(world, id, 1);
            case Fact.SweepClosed _ -> sweep(world, id, -1);
            case Fact.TableEmptied _ -> emptied(world, id, before);
            case Fact.ChunksKept _ -> world.put(id, before.kept());
            case Fact.BuildIssued(_, var open, var analyzes) ->
                    world.put(id, before.building(open, analyzes));
            case Fact.ItemsBuilt(_, var open, var items, var millis) -> {
                Set<Integer> left = new TreeSet<>(before.open());
                left.remove(open);
                world.put(id, before.built(left, millis));
                world.put(database(world, id).withTotals(totals -> totals.restored(items)));
            }
            case Fact.TableDigested(_, var side, var range, var digests, var keys) ->
                    world.put(
                            id,
                            before.verifying(
                                    before.verification().with(side, range, digests, keys)));
            case Fact.VerificationNarrowed(_, var pass, var range, var bucket) ->
                    world.put(
                            id,
                            before.verifying(before.verification().narrowed(pass, range, bucket)));
            case Fact.TableJudged(_, var differences) ->
                    world.put(id, before.verifying(before.verification().closed(differences)));
            case Fact.TableSkipped(_, var skip) -> skipped(world, id, before, skip);
            case Fact.TableLeftOut _ -> {
                if (before.skip() != null) {
                    world.put(id, before.skipped(before.skip().onTarget()));
                }
            }
        }
    }

    private static void planned(World world, TablePlan plan) {
        world.put(plan);
        world.put(plan.id(), Table.PLANNED);
        int items = plan.keys().size() + plan.indexes().size() + plan.foreignKeys().size();
        Database database = database(world, plan.id());
        Schema schema = database.schema();
        world.put(
                database.withSchema(schema.arriving(schema.attempt(), schema.arrived() + 1))
                        .withTotals(
                                totals ->
                                        totals.planned(plan.chunks().size(), plan.bytes(), items)));
    }

    private static void entered(World world, TableId id, Table before, TablePhase phase) {
        world.put(id, before.in(phase));
        int loaded = rank(phase) >= rank(TablePhase.KEYS) ? 1 : 0;
        int built = rank(phase) >= rank(TablePhase.BUILT) ? 1 : 0;
        int verified = phase == TablePhase.VERIFIED ? 1 : 0;
        int wasLoaded = rank(before.phase()) >= rank(TablePhase.KEYS) ? 1 : 0;
        int wasBuilt = rank(before.phase()) >= rank(TablePhase.BUILT) ? 1 : 0;
        int wasVerified = before.phase() == TablePhase.VERIFIED ? 1 : 0;
        world.put(
                database(world, id)
                        .withTotals(
                                totals ->
                                        totals.tables(
                                                loaded - wasLoaded,
                                                built - wasBuilt,
                                                verified - wasVerified)));
    }

    /** How far a phase is along a table's way. */
    private static int rank(TablePhase phase) {
        return switch (phase) {
            case PLANNED, COPYING, RESETTING -> 0;
            case KEYS, INDEXES -> 1;
            case BUILT, FOREIGN_KEYS, COMPLETE, VERIFYING, VERIFIED, DIFFERENT, SKIPPED -> 2;
        };
    }

    /** All chunks of the table are issued: the copy goes on to the next table. */
    static void passed(World world, TableId table) {
        Database database = world.database(table.database());
        if (database.redo().contains(table.number())) {
            world.put(database.withRedo(without(database.redo(), table.number())));
        } else {
            world.put(database.withNextTable(table.number() + 1));
        }
    }

    private static void sweep(World world, TableId id, int opened) {
        Database database = database(world, id);
        Sweep sweep = database.sweep();
        world.put(database.withSweep(new Sweep(sweep.next(), Math.max(0, sweep.open() + opened))));
    }

    /** What is emptied is not among the figures of the copy any more. */
    private static void skipped(World world, TableId id, Table before, Skip skip) {
        TablePlan plan = world.plan(id);
        if (skip.empty()) {
            emptied(world, id, before);
        }
        Database database = database(world, id);
        Following.Late late = database.following().late();
        List<Integer> waiting = without(late.tables(), id.number());
        Database after =
                database.withSchema(database.schema().skipping(plan.name()))
                        .withRedo(without(database.redo(), id.number()))
                        .withFollowing(
                                database.following()
                                        .waiting(new Following.Late(waiting, late.round())));
        int chunks = skip.empty() ? plan.chunks().size() : 0;
        long bytes = skip.empty() ? plan.bytes() : 0;
        world.put(after.withTotals(totals -> totals.planned(-chunks, -bytes, 0)));
        world.put(id, world.table(id).skipped(skip));
    }

    private static List<Integer> without(List<Integer> numbers, int number) {
        return numbers.stream().filter(n -> n != number).toList();
    }

    /** The table begins anew: nothing of it is loaded, and it is copied before the others. */
    private static void emptied(World world, TableId id, Table before) {
        entered(world, id, before, TablePhase.RESETTING);
        long planned = before.loadedChunks() * Estimates.chunkBytes(world.plan(id));
        Database database = database(world, id);
        Totals totals =
                database.totals()
                        .loaded(-before.loadedChunks(), -planned, -before.rows(), -before.bytes());
        int kept = Math.max(0, totals.chunksKept() - before.loadedChunks());
        List<Integer> redo = database.redo();
        boolean again = id.number() < database.nextTable() && !redo.contains(id.number());
        int items = -restored(world.plan(id), before);
        world.put(
                database.withTotals(totals.kept(kept).restored(items))
                        .withRedo(again ? Evolution.append(redo, id.number()) : redo));
        forgetFlight(world, id, before);
        world.put(id, before.emptied());
    }

    /**
     * Items of the table that were built: they stand, and are counted when they are asked for
     * again.
     */
    private static int restored(TablePlan plan, Table table) {
        int built = plan.keys().size() + plan.indexes().size();
        return switch (table.phase()) {
            case PLANNED, COPYING, RESETTING, KEYS -> 0;
            case INDEXES -> table.open().isEmpty() ? built : plan.keys().size();
            case BUILT, FOREIGN_KEYS -> built;
            case COMPLETE, VERIFYING, VERIFIED, DIFFERENT, SKIPPED ->
                    built + plan.foreignKeys().size();
        };
    }

    /** Chunks that were on their way will be refused for their generation. */
    private static void forgetFlight(World world, TableId id, Table before) {
        long planned = Estimates.chunkBytes(world.plan(id));
        for (int number = 0; number < before.nextChunk(); number++) {
            Chunk chunk = world.chunk(new ChunkId(id, number));
            if (!chunk.loaded()) {
                ChunkEvolution.flight(world, chunk.partition(), -planned, -1);
            }
        }
    }

    private static Database database(World world, TableId id) {
        return world.database(id.database());
    }
}
