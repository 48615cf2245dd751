package dev.dunlin.coordinator.decision;

import dev.dunlin.protocol.ArchiveRef;
import dev.dunlin.protocol.ChunkCounts;
import dev.dunlin.protocol.ChunkId;
import dev.dunlin.protocol.ChunkRange;
import dev.dunlin.protocol.CopyFormat;
import dev.dunlin.protocol.DatabaseSetting;
import dev.dunlin.protocol.Digest;
import dev.dunlin.protocol.DigestRequest;
import dev.dunlin.protocol.ItemStage;
import dev.dunlin.protocol.KeyDigest;
import dev.dunlin.protocol.MigrationName;
import dev.dunlin.protocol.Report;
import dev.dunlin.protocol.RoleFacts;
import dev.dunlin.protocol.SchemaItem;
import dev.dunlin.protocol.SequenceValue;
import dev.dunlin.protocol.ServerFacts;
import dev.dunlin.protocol.Side;
import dev.dunlin.protocol.Snapshot;
import dev.dunlin.protocol.SourceTask;
import dev.dunlin.protocol.TableId;
import dev.dunlin.protocol.TableName;
import dev.dunlin.protocol.TablePlan;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

/**
 * A source in a few maps: every chunk has a content (a number) that a snapshot freezes, and the
 * answers of snapshot workers follow from it.
 */
final class FakeSource {

    static final MigrationName NAME = new MigrationName("m");
    static final String DATABASE = "db";

    /** Chunks of each table; a table without chunks is a parent. */
    private final List<Integer> chunksOfTables;

    private final Map<ChunkId, Long> content = new HashMap<>();
    private final Map<String, Map<ChunkId, Long>> frozen = new HashMap<>();
    private int snapshots;
    private int writes;
    private int seenWrites;
    private int seenLog;
    private int plans;
    private boolean holding;
    private long heldFor;
    private boolean fenced;
    private final List<Object> log = new ArrayList<>();
    private String fingerprint = "f";

    FakeSource(List<Integer> chunksOfTables) {
        this.chunksOfTables = chunksOfTables;
        for (int table = 0; table < chunksOfTables.size(); table++) {
            for (int chunk = 0; chunk < chunksOfTables.get(table); chunk++) {
                content.put(id(table, chunk), (long) (table * 100 + chunk));
            }
        }
    }

    static ChunkId id(int table, int chunk) {
        return new ChunkId(new TableId(DATABASE, table), chunk);
    }

    /** Somebody writes to a chunk, unless the source takes no writes. */
    void write(ChunkId chunk) {
        if (!fenced) {
            content.merge(chunk, 1_000L, Long::sum);
            writes++;
            log.add(chunk);
        }
    }

    /** A marker goes the way of every write. */
    void mark(int number) {
        log.add(number);
    }

    void fence(boolean set) {
        fenced = set;
    }

    boolean fenced() {
        return fenced;
    }

    /** Chunks and markers in the order they were written. */
    List<Object> log() {
        return log;
    }

    Map<ChunkId, Long> content() {
        return content;
    }

    void changeSchema() {
        fingerprint = fingerprint + "'";
    }

    /** Every snapshot is gone, as after a restart of the holder or the server. */
    void loseSnapshots() {
        frozen.clear();
        holding = false;
    }

    /** The holder answers a request: with the snapshot it has, or with a new one. */
    Report.SnapshotHeld hold(int request, long occasion) {
        if (!holding || occasion != heldFor) {
            heldFor = occasion;
            snapshots++;
            holding = true;
            frozen.put("s" + snapshots, new HashMap<>(content));
            seenWrites = writes;
            seenLog = log.size();
        }
        return new Report.SnapshotHeld(
                NAME,
                DATABASE,
                request,
                new Snapshot("s" + snapshots, "w" + seenWrites, "i", FakeStream.lsn(seenLog + 1)));
    }

    /** What the latest snapshot sees of a chunk. */
    long seen(ChunkId chunk) {
        return frozen.getOrDefault("s" + snapshots, content).getOrDefault(chunk, -1L);
    }

    static ChunkCounts counts(long content) {
        return new ChunkCounts(10, 100, content);
    }

    /** Answers a task; empty for a chunk, whose rows the caller carries to the target. */
    List<Report> answer(SourceTask task) {
        return switch (task) {
            case SourceTask.ValidateSource _ ->
                    List.of(new Report.SourceValidated(NAME, List.of(), facts()));
            case SourceTask.DumpSchema dump ->
                    underSnapshot(task, dump.snapshot(), List.of(dumped(dump.snapshot())));
            case SourceTask.PlanTables plan ->
                    underSnapshot(task, plan.snapshot(), planned(plan.snapshot().id()));
            case SourceTask.CopyChunk copy -> underSnapshot(task, copy.snapshot(), List.of());
            case SourceTask.CheckChunk check ->
                    underSnapshot(task, check.snapshot(), List.of(checked(check)));
            case SourceTask.TestSource _ -> List.of();
            case SourceTask.ReadSequences read ->
                    List.of(new Report.SequencesRead(NAME, DATABASE, sequences(), read.marker()));
            case SourceTask.DigestSource digest ->
                    underSnapshot(task, digest.snapshot(), List.of(digested(digest)));
            case SourceTask.CountSource count ->
                    underSnapshot(
                            task,
                            count.snapshot(),
                            List.of(
                                    new Report.ObjectsCounted(
                                            NAME,
                                            DATABASE,
                                            Side.SOURCE,
                                            new TreeMap<>(Map.of("tables", "3")))));
        };
    }

    static ServerFacts facts() {
        return new ServerFacts(
                150000,
                new TreeMap<>(),
                List.of(new RoleFacts("app", true, true, List.of(), List.of())),
                List.of(
                        new ServerFacts.DatabaseFacts(
                                DATABASE,
                                "UTF8",
                                "C",
                                "C",
                                "libc",
                                "",
                                1,
                                new TreeMap<>(),
                                List.of(),
                                List.of(),
                                List.of(),
                                new ServerFacts.Further(
                                        List.of(),
                                        new TreeMap<>(),
                                        List.of(new DatabaseSetting("", "work_mem", "8MB")),
                                        List.of()))));
    }

    static List<SequenceValue> sequences() {
        return List.of(new SequenceValue(new TableName("public", "s"), 7, true));
    }

    private List<Report> underSnapshot(SourceTask task, Snapshot snapshot, List<Report> answer) {
        return frozen.containsKey(snapshot.id())
                ? answer
                : List.of(new Report.SnapshotMissing(NAME, task));
    }

    private Report dumped(Snapshot snapshot) {
        return new Report.SchemaDumped(
                NAME,
                DATABASE,
                snapshot.id(),
                new ArchiveRef("t", 0, 0, "a", 1, 1, "x"),
                fingerprint,
                List.of());
    }

    private Report checked(SourceTask.CheckChunk check) {
        long now = seen(check.chunk());
        boolean same = counts(now).equals(check.loaded());
        return new Report.ChunkChecked(
                NAME, check.chunk(), check.generation(), check.snapshot().id(), same);
    }

    private List<Report> planned(String snapshot) {
        List<Report> reports = new ArrayList<>();
        String attempt = "p" + plans++;
        for (int table = 0; table < chunksOfTables.size(); table++) {
            reports.add(new Report.TablePlanned(NAME, snapshot, attempt, plan(table)));
        }
        reports.add(
                new Report.DatabasePlanned(
                        NAME,
                        DATABASE,
                        snapshot,
                        attempt,
                        chunksOfTables.size(),
                        1,
                        List.of(new TableName("public", "v")),
                        Map.of(ItemStage.ATTACH, 1, ItemStage.REST, 2, ItemStage.GRANTS, 1),
                        List.of()));
        return reports;
    }

    private TablePlan plan(int table) {
        int chunks = chunksOfTables.get(table);
        List<ChunkRange> ranges = new ArrayList<>();
        for (int chunk = 0; chunk < chunks; chunk++) {
            ranges.add(new ChunkRange.Pages(chunk * 10L, chunk * 10L + 10));
        }
        int items = table * 10 + 10;
        return new TablePlan(
                new TableId(DATABASE, table),
                new TableName("public", "t" + table),
                1_000 + table,
                chunks * (32L << 20),
                10L * chunks,
                List.of("a"),
                List.of("a"),
                CopyFormat.BINARY,
                ranges,
                chunks == 0 ? List.of() : List.of(new ChunkRange.Whole()),
                table % 3 == 2 ? List.of() : List.of(new SchemaItem(items, "CONSTRAINT", "k")),
                Collections.nCopies(table % 3, 0).stream()
                        .map(_ -> new SchemaItem(items + 1 + table % 2, "INDEX", "i"))
                        .distinct()
                        .toList(),
                table % 2 == 0 ? List.of() : List.of(new SchemaItem(items + 5, "FK", "f")));
    }

    private Report digested(SourceTask.DigestSource task) {
        Map<ChunkId, Long> sees = frozen.getOrDefault(task.snapshot().id(), content);
        DigestRequest request = task.request();
        return digest(
                Side.SOURCE,
                request,
                sum(request.shape().id(), chunk -> sees.getOrDefault(chunk, -1L)));
    }

    /** Sums what a side holds of a table. */
    long sum(TableId table, ToLongFunction<ChunkId> held) {
        long sum = 0;
        for (int chunk = 0; chunk < chunksOfTables.get(table.number()); chunk++) {
            sum += held.applyAsLong(new ChunkId(table, chunk));
        }
        return sum;
    }

    static Report digest(Side side, DigestRequest request, long sum) {
        List<Digest> buckets =
                new ArrayList<>(Collections.nCopies(request.buckets(), Digest.EMPTY));
        buckets.set(0, new Digest(10, sum, sum));
        List<KeyDigest> keys =
                request.listBucket() < 0
                        ? List.of()
                        : List.of(new KeyDigest("1", new Digest(1, sum, sum)));
        return new Report.TableDigested(
                NAME,
                side,
                request.shape().id(),
                request.pass(),
                request.rangeNumber(),
                buckets,
                keys,
                1,
                request.occasion());
    }
}
