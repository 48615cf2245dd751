package dev.dunlin.coordinator.decision;

import dev.dunlin.protocol.ChunkId;
import dev.dunlin.protocol.Failure;
import dev.dunlin.protocol.FailureKind;
import dev.dunlin.protocol.Finding;
import dev.dunlin.protocol.ItemStage;
import dev.dunlin.protocol.Report;
import dev.dunlin.protocol.Side;
import dev.dunlin.protocol.SourceTask;
import dev.dunlin.protocol.TableId;
import dev.dunlin.protocol.TargetTask;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** A target with a ledger: chunks load once for each generation, items are built once. */
final class FakeTarget {

    private final FakeSource source;
    private final Map<ChunkId, Long> rows = new HashMap<>();
    private final Map<TableId, Integer> generations = new HashMap<>();

    private final Map<String, Map<ChunkId, Long>> frozen = new HashMap<>();
    private final Set<TableId> leftOut = new HashSet<>();
    private int snapshots;
    private List<Finding> findings = List.of();
    private boolean granted;
    private boolean rolesMade;

    FakeTarget(FakeSource source) {
        this.source = source;
    }

    /** Rows of a chunk arrive; what the ledger has stays. */
    List<Report> load(SourceTask.CopyChunk copy, long content) {
        if (generations.getOrDefault(copy.chunk().table(), 0) != copy.generation()) {
            return List.of();
        }
        rows.putIfAbsent(copy.chunk(), content);
        return List.of(
                new Report.ChunkLoaded(
                        FakeSource.NAME,
                        copy.chunk(),
                        copy.generation(),
                        FakeSource.counts(rows.get(copy.chunk()))));
    }

    /** A change arrives; its table must be there. */
    void change(ChunkId chunk) {
        if (rows.computeIfPresent(chunk, (_, held) -> held + 1_000L) == null) {
            throw new AssertionError("a change of " + chunk + ", which is not loaded");
        }
    }

    /** Somebody spoils a loaded chunk. */
    void spoil(ChunkId chunk) {
        rows.merge(chunk, 5L, Long::sum);
    }

    /** What validation finds from now on. */
    void finds(List<Finding> found) {
        findings = found;
    }

    Map<ChunkId, Long> rows() {
        return rows;
    }

    List<Report> answer(TargetTask task) {
        var name = FakeSource.NAME;
        String db = FakeSource.DATABASE;
        return switch (task) {
            case TargetTask.ValidateTarget _ -> List.of(new Report.TargetValidated(name, findings));
            case TargetTask.CreateRoles roles -> {
                rolesMade = !roles.roles().isEmpty();
                yield List.of(new Report.RolesCreated(name, db, List.of()));
            }
            case TargetTask.ApplyDatabaseSettings apply ->
                    List.of(
                            new Report.DatabaseSettingsApplied(
                                    name, db, apply.settings().size(), List.of()));
            case TargetTask.RestoreSchema _ -> {
                if (!rolesMade) {
                    throw new AssertionError("a schema restored before its owners were made");
                }
                yield List.of(new Report.SchemaRestored(name, db, 3, List.of()));
            }
            case TargetTask.RestoreLargeObjects _ ->
                    List.of(new Report.LargeObjectsRestored(name, db));
            case TargetTask.ResetTable reset -> List.of(reset(reset));
            case TargetTask.BuildItems build -> built(build);
            case TargetTask.RestoreStage stage -> {
                granted |= stage.stage() == ItemStage.GRANTS;
                yield List.of(new Report.StageRestored(name, db, stage.stage(), 1, List.of()));
            }
            case TargetTask.RefreshViews _ -> {
                if (!granted) {
                    throw new AssertionError("views filled before grants were restored");
                }
                yield List.of(new Report.ViewsRefreshed(name, db));
            }
            case TargetTask.SetSequences set ->
                    List.of(new Report.SequencesSet(name, db, set.values(), set.marker()));
            case TargetTask.DigestTarget digest -> List.of(digested(digest));
            case TargetTask.LeaveTableOut out -> List.of(leftOut(out));
            case TargetTask.CountTarget _ ->
                    List.of(
                            new Report.ObjectsCounted(
                                    name, db, Side.TARGET, new TreeMap<>(Map.of("tables", "3"))));
            case TargetTask.TestTarget _, TargetTask.FindLeftovers _, TargetTask.DropLeftover _ ->
                    List.of();
            case TargetTask.CleanTarget clean ->
                    List.of(new Report.TargetCleaned(clean.migration(), clean.database()));
            case TargetTask.CleanUp _ -> List.of(new Report.CleanedUp(name, db));
            case TargetTask.DropTopics _ -> List.of(new Report.TopicsDropped(name, db));
        };
    }

    private Report digested(TargetTask.DigestTarget digest) {
        Map<ChunkId, Long> sees =
                digest.snapshot().isEmpty() ? rows : frozen.get(digest.snapshot());
        if (sees == null) {
            return new Report.SnapshotMissing(FakeSource.NAME, digest);
        }
        return FakeSource.digest(
                Side.TARGET,
                digest.request(),
                source.sum(digest.request().shape().id(), chunk -> sees.getOrDefault(chunk, -1L)));
    }

    /** Keeps what the target holds now. */
    String freeze() {
        String name = "t" + ++snapshots;
        frozen.put(name, new HashMap<>(rows));
        return name;
    }

    /** As when the session that kept them is gone. */
    void loseSnapshots() {
        frozen.clear();
    }

    private Report leftOut(TargetTask.LeaveTableOut out) {
        leftOut.add(out.shape().id());
        if (out.empty()) {
            empty(out.shape().id(), out.generation());
        }
        return new Report.TableLeftOut(
                FakeSource.NAME, out.shape().id(), out.generation(), List.of());
    }

    /** Tables that the target knows to be left out. */
    Set<TableId> leftOut() {
        return leftOut;
    }

    private void empty(TableId table, int generation) {
        if (generations.getOrDefault(table, 0) < generation) {
            rows.keySet().removeIf(chunk -> chunk.table().equals(table));
            generations.put(table, generation);
        }
    }

    private Report reset(TargetTask.ResetTable reset) {
        TableId table = reset.shape().id();
        empty(table, reset.generation());
        return new Report.TableReset(FakeSource.NAME, table, reset.generation());
    }

    /** Refuses to build on a table that is not whole, as the ledger does. */
    private List<Report> built(TargetTask.BuildItems build) {
        TableId table = build.shape().id();
        long loaded = rows.keySet().stream().filter(c -> c.table().equals(table)).count();
        if (generations.getOrDefault(table, 0) != build.generation()) {
            Failure stale = new Failure("DUN-TGT-CHUNKS", FailureKind.TARGET, "stale", "");
            return List.of(new Report.TaskFailed(FakeSource.NAME, build, stale));
        }
        if (loaded != build.chunks()) {
            throw new AssertionError("built " + build.id() + " on " + loaded + " chunks");
        }
        return List.of(
                new Report.ItemsBuilt(FakeSource.NAME, table, build.stage(), build.items(), 1));
    }
}
