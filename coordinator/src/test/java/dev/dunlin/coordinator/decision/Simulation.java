package dev.dunlin.coordinator.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dunlin.coordinator.migration.Database;
import dev.dunlin.coordinator.migration.Migration;
import dev.dunlin.protocol.CaptureTask;
import dev.dunlin.protocol.ChunkId;
import dev.dunlin.protocol.Command;
import dev.dunlin.protocol.DatabasePair;
import dev.dunlin.protocol.Endpoint;
import dev.dunlin.protocol.GateDecision;
import dev.dunlin.protocol.Job;
import dev.dunlin.protocol.MigrationMode;
import dev.dunlin.protocol.MigrationOption;
import dev.dunlin.protocol.MigrationSettings;
import dev.dunlin.protocol.MigrationSpec;
import dev.dunlin.protocol.MigrationState;
import dev.dunlin.protocol.OnlineSettings;
import dev.dunlin.protocol.Report;
import dev.dunlin.protocol.Roles;
import dev.dunlin.protocol.SecretRef;
import dev.dunlin.protocol.SourceTask;
import dev.dunlin.protocol.TablePatterns;
import dev.dunlin.protocol.TargetTask;
import dev.dunlin.protocol.Task;
import dev.dunlin.protocol.VerifyMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A whole migration in one thread: the coordinator's core, a fake source, a fake target and a
 * mailbox that delivers in any order, twice, late or never. One seed gives one history.
 */
final class Simulation {

    private static final Endpoint SERVER =
            new Endpoint("h", 5432, "u", new TreeMap<>(), SecretRef.NONE);

    /** Rows of a chunk on their way through the rows topic. */
    private record Rows(SourceTask.CopyChunk copy, long content) {}

    private static final Comparator<ChunkId> ORDER = Comparator.comparing(ChunkId::toString);

    private final Random random;
    private final FakeSource source;
    private final FakeTarget target;
    private final History history;
    private final MemoryEntries entries = new MemoryEntries();
    private final List<Object> mail = new ArrayList<>();
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private int commands;

    private final FakeStream stream;
    private final MigrationMode mode;
    private final OnlineSettings online;
    private final Replies replies = new Replies();
    private int writers;
    private @Nullable MigrationState migrationBefore;

    Simulation(long seed, History history, List<Integer> chunksOfTables) {
        this(seed, history, chunksOfTables, MigrationMode.OFFLINE, OnlineSettings.DEFAULT);
    }

    Simulation(
            long seed,
            History history,
            List<Integer> chunksOfTables,
            MigrationMode mode,
            OnlineSettings online) {
        this.random = new Random(seed);
        this.history = history;
        this.source = new FakeSource(chunksOfTables);
        this.target = new FakeTarget(source);
        this.stream = new FakeStream(source, target);
        this.mode = mode;
        this.online = online;
    }

    static MigrationSpec spec(MigrationOption option) {
        return spec(option, MigrationMode.OFFLINE, OnlineSettings.DEFAULT);
    }

    private static MigrationSpec spec(
            MigrationOption option, MigrationMode mode, OnlineSettings online) {
        return new MigrationSpec(
                FakeSource.NAME,
                mode,
                option,
                MigrationSpec.ON_PREMISES,
                SERVER,
                SERVER,
                List.of(new DatabasePair(FakeSource.DATABASE, FakeSource.DATABASE)),
                TablePatterns.ALL,
                new MigrationSettings(
                        2, 1 << 20, VerifyMode.FULL, false, true, true, Roles.COPY, 4, online),
                "p",
                "p");
    }

    FakeSource source() {
        return source;
    }

    FakeTarget target() {
        return target;
    }

    Migration migration() {
        return Objects.requireNonNull(entries.migration());
    }

    void start() {
        ask(
                new Command.StartMigration(
                        "c" + commands++,
                        spec(MigrationOption.VALIDATE_AND_MIGRATE, mode, online)));
    }

    void resume() {
        ask(new Command.ResumeMigration(FakeSource.NAME, "c" + commands++, SERVER, SERVER));
    }

    /** Everything in memory is gone: tasks, snapshots. Reports and rows lie in Kafka. */
    void crash() {
        mail.removeIf(m -> m instanceof Task || m instanceof JobChange);
        source.loseSnapshots();
        stream.crash();
        resume();
    }

    void ask(Command command) {
        hear(new Input.Asked(command));
    }

    /** What a worker says out of turn. */
    void tell(Report report) {
        hear(new Input.Told(report));
    }

    FakeStream stream() {
        return stream;
    }

    /** How many of a hundred steps come with a write to the source. */
    void writers(int percent) {
        writers = percent;
    }

    void cutOver(OnlineSettings.CutoverTerms terms) {
        ask(new Command.CutoverMigration(FakeSource.NAME, "c" + commands++, terms));
    }

    private boolean skipped(ChunkId chunk) {
        return draft().world().table(chunk.table()).skip() != null;
    }

    /** What is left of a map when tables that were left out are. */
    private Map<ChunkId, Long> proved(Map<ChunkId, Long> content) {
        Map<ChunkId, Long> rest = new HashMap<>(content);
        rest.keySet().removeIf(this::skipped);
        return rest;
    }

    void withdraw() {
        ask(new Command.CancelCutover(FakeSource.NAME, "c" + commands++));
    }

    void cancel(Command.TargetFate fate) {
        ask(new Command.CancelMigration(FakeSource.NAME, "c" + commands++, fate));
    }

    /** What goes on beside the mail: writes, changes applied, readiness told, time passing. */
    private void live() {
        if (random.nextInt(100) < writers) {
            List<ChunkId> chunks = source.content().keySet().stream().sorted(ORDER).toList();
            source.write(chunks.get(random.nextInt(chunks.size())));
        }
        mail.addAll(stream.apply());
        mail.addAll(stream.apply());
        if (random.nextInt(8) == 0) {
            hear(new Input.Measured(stream.readiness(now.toEpochMilli())));
        }
        if (random.nextInt(40) == 0) {
            now = now.plusSeconds(5);
            hear(new Input.Ticked(FakeSource.NAME, false));
        }
    }

    /** Delivers one piece of mail, or lets time pass when there is none. */
    void step() {
        now = now.plusMillis(100);
        if (mode == MigrationMode.ONLINE) {
            live();
        }
        if (mail.isEmpty()) {
            now = now.plus(Duration.ofSeconds(mode == MigrationMode.ONLINE ? 1 : 61));
            hear(new Input.Ticked(FakeSource.NAME, false));
            return;
        }
        deliver(next());
    }

    /** As {@link #step}, with mail that comes twice or not at all. */
    void faultyStep() {
        if (!mail.isEmpty() && random.nextInt(20) == 0) {
            Object some = mail.get(random.nextInt(mail.size()));
            if (some instanceof JobChange) {
                step();
                return;
            } else if (random.nextBoolean()) {
                mail.add(some);
            } else if (some instanceof Task) {
                mail.remove(some);
            }
        }
        step();
    }

    /** Runs without faults until the migration ends. */
    MigrationState finish() {
        for (int i = 0; i < 20_000 && !migration().state().ended(); i++) {
            step();
        }
        return migration().state();
    }

    /** Where it stands, short enough to read. */
    String standing() {
        Database database = migration().database(FakeSource.DATABASE);
        return migration().state()
                + " "
                + database.phase()
                + " "
                + database.steps()
                + " "
                + database.hold()
                + " "
                + database.following()
                + " redo "
                + database.redo()
                + " "
                + database.totals()
                + " "
                + migration().closing()
                + migration().outcome().failures();
    }

    /** Whether there is a migration. */
    boolean exists() {
        return entries.migration() != null;
    }

    void decide(GateDecision decision) {
        hear(new Input.Decided(decision));
    }

    /** A look at what a decision would see now. */
    Draft draft() {
        return new Draft(entries, now);
    }

    /** Delivers what is on its way to a paused migration: nothing new may come of it. */
    void quiet() {
        mail.removeIf(some -> some instanceof Task);
        for (int i = 0; i < 1_000 && !mail.isEmpty(); i++) {
            deliver(next());
            assertThat(mail).noneMatch(some -> some instanceof Task);
        }
        hear(new Input.Ticked(FakeSource.NAME, false));
        assertThat(mail).isEmpty();
    }

    /** What was replied. */
    Replies replies() {
        return replies;
    }

    /** What is on its way. */
    List<Object> mail() {
        return mail;
    }

    /** Delivers what is still on its way after the end. */
    void drainMail() {
        for (int i = 0; i < 1_000 && !mail.isEmpty(); i++) {
            deliver(next());
        }
    }

    /** Any piece of mail, but a planner's reports in the order in which it sent them. */
    private Object next() {
        Object some = mail.get(random.nextInt(mail.size()));
        if (ordered(some)) {
            some = mail.stream().filter(Simulation::ordered).findFirst().orElseThrow();
        }
        if (some instanceof JobChange change) {
            // The jobs topic keeps the order of a job's specifications.
            some =
                    mail.stream()
                            .filter(
                                    m ->
                                            m instanceof JobChange other
                                                    && other.job().id().equals(change.job().id()))
                            .findFirst()
                            .orElseThrow();
        }
        mail.remove(some);
        return some;
    }

    private static boolean ordered(Object some) {
        return some instanceof Report.TablePlanned || some instanceof Report.DatabasePlanned;
    }

    private void deliver(Object some) {
        switch (some) {
            case Rows(var copy, var content) -> mail.addAll(target.load(copy, content));
            case SourceTask.CopyChunk copy when rewritten(copy) ->
                    mail.add(
                            new Report.TableRewritten(
                                    FakeSource.NAME, copy.chunk().table(), copy.generation()));
            case SourceTask task -> {
                mail.addAll(source.answer(task));
                if (task instanceof SourceTask.CopyChunk copy && source.answer(task).isEmpty()) {
                    mail.add(new Rows(copy, source.seen(copy.chunk())));
                }
            }
            case CaptureTask task -> mail.addAll(stream.answer(task));
            case TargetTask task -> mail.addAll(target.answer(task));
            case Report report -> hear(new Input.Told(report));
            case JobChange(Job.HoldSnapshot hold, var ended) -> {
                if (!ended) {
                    mail.add(source.hold(hold.request(), hold.occasion()));
                }
            }
            case JobChange change -> stream.change(change);
            default -> throw new AssertionError(some);
        }
    }

    /** Some tables are truncated before they are read; what they hold comes again all the same. */
    private boolean rewritten(SourceTask.CopyChunk copy) {
        return mode == MigrationMode.ONLINE && copy.generation() < 2 && random.nextInt(30) == 0;
    }

    private void hear(Input input) {
        Decision decision = Decider.decide(entries, input, now);
        assertThat(Decider.decide(entries, input, now))
                .as("the same state, message and time decide the same")
                .isEqualTo(decision);
        MemoryEntries before = entries.copy();
        entries.commit(decision);
        history.record(before, input, decision, entries);
        replies.hear(decision.replies());
        mail.addAll(decision.tasks());
        mail.addAll(decision.jobs());
        boolean succeeded = migrationBefore == MigrationState.SUCCEEDED;
        migrationBefore = entries.migration() == null ? null : migration().state();
        if (migrationBefore == MigrationState.SUCCEEDED && !succeeded) {
            assertHoldsOneSnapshot();
        }
    }

    /** P4: what is on the target is what the last snapshot sees, chunk by chunk. */
    private void assertHoldsOneSnapshot() {
        if (mode == MigrationMode.ONLINE) {
            assertThat(proved(target.rows())).isEqualTo(proved(source.content()));
            assertThat(stream.slot()).as("the slot stands").isFalse();
            return;
        }
        for (ChunkId chunk : proved(source.content()).keySet()) {
            assertThat(target.rows().get(chunk)).as(chunk.toString()).isEqualTo(source.seen(chunk));
        }
    }
}
