package dev.dunlin.coordinator.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dunlin.coordinator.migration.Migration;
import dev.dunlin.protocol.ChunkId;
import dev.dunlin.protocol.Command;
import dev.dunlin.protocol.DatabasePair;
import dev.dunlin.protocol.Endpoint;
import dev.dunlin.protocol.Job;
import dev.dunlin.protocol.MigrationMode;
import dev.dunlin.protocol.MigrationOption;
import dev.dunlin.protocol.MigrationSettings;
import dev.dunlin.protocol.MigrationSpec;
import dev.dunlin.protocol.MigrationState;
import dev.dunlin.protocol.OnlineSettings;
import dev.dunlin.protocol.Report;
import dev.dunlin.protocol.SecretRef;
import dev.dunlin.protocol.SourceTask;
import dev.dunlin.protocol.TablePatterns;
import dev.dunlin.protocol.TargetTask;
import dev.dunlin.protocol.Task;
import dev.dunlin.protocol.VerifyMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;

/**
 * A whole migration in one thread: the coordinator's core, a fake source, a fake target and a
 * mailbox that delivers in any order, twice, late or never. One seed gives one history.
 */
final class Simulation {

    private static final Endpoint SERVER =
            new Endpoint("h", 5432, "u", new TreeMap<>(), SecretRef.NONE);

    /** Rows of a chunk on their way through the rows topic. */
    private record Rows(SourceTask.CopyChunk copy, long content) {}

    private final Random random;
    private final FakeSource source;
    private final FakeTarget target;
    private final History history;
    private final MemoryEntries entries = new MemoryEntries();
    private final List<Object> mail = new ArrayList<>();
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private int commands;

    Simulation(long seed, History history, List<Integer> chunksOfTables) {
        this.random = new Random(seed);
        this.history = history;
        this.source = new FakeSource(chunksOfTables);
        this.target = new FakeTarget(source);
    }

    static MigrationSpec spec(MigrationOption option) {
        return new MigrationSpec(
                FakeSource.NAME,
                MigrationMode.OFFLINE,
                option,
                SERVER,
                SERVER,
                List.of(new DatabasePair(FakeSource.DATABASE, FakeSource.DATABASE)),
                TablePatterns.ALL,
                new MigrationSettings(
                        2, 1 << 20, VerifyMode.FULL, false, true, true, OnlineSettings.DEFAULT),
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
                        "c" + commands++, spec(MigrationOption.VALIDATE_AND_MIGRATE)));
    }

    void resume() {
        ask(new Command.ResumeMigration(FakeSource.NAME, "c" + commands++, SERVER, SERVER));
    }

    /** Everything in memory is gone: tasks, snapshots. Reports and rows lie in Kafka. */
    void crash() {
        mail.removeIf(m -> m instanceof Task || m instanceof JobChange);
        source.loseSnapshots();
        resume();
    }

    void ask(Command command) {
        hear(new Input.Asked(command));
    }

    /** Delivers one piece of mail, or lets time pass when there is none. */
    void step() {
        now = now.plusMillis(100);
        if (mail.isEmpty()) {
            now = now.plus(Duration.ofSeconds(61));
            hear(new Input.Ticked(FakeSource.NAME));
            return;
        }
        deliver(next());
    }

    /** As {@link #step}, with mail that comes twice or not at all. */
    void faultyStep() {
        if (!mail.isEmpty() && random.nextInt(20) == 0) {
            Object some = mail.get(random.nextInt(mail.size()));
            if (random.nextBoolean()) {
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

    /** Any piece of mail, but a planner's reports in the order in which it sent them. */
    private Object next() {
        Object some = mail.get(random.nextInt(mail.size()));
        if (ordered(some)) {
            some = mail.stream().filter(Simulation::ordered).findFirst().orElseThrow();
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
            case SourceTask task -> {
                mail.addAll(source.answer(task));
                if (task instanceof SourceTask.CopyChunk copy && source.answer(task).isEmpty()) {
                    mail.add(new Rows(copy, source.seen(copy.chunk())));
                }
            }
            case TargetTask task -> mail.addAll(target.answer(task));
            case Report report -> hear(new Input.Told(report));
            case JobChange(Job.HoldSnapshot hold, var ended) -> {
                if (!ended) {
                    mail.add(source.hold(hold.request()));
                }
            }
            case JobChange _ -> {}
            default -> throw new AssertionError(some);
        }
    }

    private void hear(Input input) {
        Decision decision = Decider.decide(entries, input, now);
        assertThat(Decider.decide(entries, input, now))
                .as("the same state, message and time decide the same")
                .isEqualTo(decision);
        MemoryEntries before = entries.copy();
        entries.commit(decision);
        history.record(before, input, decision, entries);
        mail.addAll(decision.tasks());
        mail.addAll(decision.jobs());
        if (entries.migration() != null && migration().state() == MigrationState.SUCCEEDED) {
            assertHoldsOneSnapshot();
        }
    }

    /** P4: what is on the target is what the last snapshot sees, chunk by chunk. */
    private void assertHoldsOneSnapshot() {
        for (ChunkId chunk : target.rows().keySet()) {
            assertThat(target.rows().get(chunk)).as(chunk.toString()).isEqualTo(source.seen(chunk));
        }
    }
}
