package dev.dunlin.coordinator.decision;

import dev.dunlin.coordinator.migration.Comparison;
import dev.dunlin.coordinator.migration.Comparison.Stage;
import dev.dunlin.coordinator.migration.Database;
import dev.dunlin.coordinator.migration.Fact;
import dev.dunlin.coordinator.migration.Migration;
import dev.dunlin.coordinator.migration.Pending;
import dev.dunlin.protocol.Command;
import dev.dunlin.protocol.DatabasePhase;
import dev.dunlin.protocol.DigestRequest;
import dev.dunlin.protocol.MigrationOption;
import dev.dunlin.protocol.MigrationState;
import dev.dunlin.protocol.Report;
import dev.dunlin.protocol.SourceTask;
import dev.dunlin.protocol.TableId;
import dev.dunlin.protocol.TargetTask;
import dev.dunlin.protocol.Task;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Comparing source and target on request, beside whatever the migration does. While it streams,
 * apply holds for the moment in which a snapshot of the source is taken, goes on to the LSN of that
 * and keeps a snapshot of the target there: the two show one commit, whatever is written meanwhile.
 * After the end both sides are compared as they stand.
 */
final class Comparing {

    /** Snapshots lost as often as this will be lost again. */
    private static final int MOST_ROUNDS = 5;

    /** Apply is not held back for longer than this. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private Comparing() {}

    static boolean active(Draft draft, String name) {
        return draft.database(name).comparison().active();
    }

    /** Why it cannot be compared now; empty when it is. */
    static String begin(Draft draft, Command.VerifyMigration command) {
        String refusal = refusal(draft, command);
        if (refusal.isEmpty()) {
            Pending pending = Pending.of(command);
            draft.record(new Fact.CommandTaken(pending));
            for (String name : draft.migration().databases().keySet()) {
                draft.record(new Fact.ComparisonAsked(name, pending, first(draft), millis(draft)));
                reach(draft, name);
            }
        }
        return refusal;
    }

    private static String refusal(Draft draft, Command.VerifyMigration command) {
        if (!draft.world().exists()) {
            return "there is no migration " + command.migration();
        }
        Migration migration = draft.migration();
        String name = "migration " + command.migration();
        if (migration.comparing()) {
            return name + " is being compared already";
        } else if (migration.state() == MigrationState.SUCCEEDED) {
            boolean copied = migration.spec().option() != MigrationOption.VALIDATE;
            return copied ? "" : name + " was only validated";
        } else if (!migration.running()) {
            return name
                    + " is "
                    + migration.state().label()
                    + ": what is there is compared when it goes on, with a retry";
        } else if (migration.paused()) {
            return name + " is paused: resume it first";
        } else if (migration.closing().giving() || migration.closing().underWay()) {
            return name + " is being brought to its end: that compares by itself";
        }
        return migration.databases().values().stream()
                .filter(database -> database.phase() != DatabasePhase.STREAMING)
                .findFirst()
                .map(
                        database ->
                                "database %s is in phase %s: it is compared while it streams, or"
                                                .formatted(
                                                        database.name(), database.phase().label())
                                        + " when it has Succeeded")
                .orElse("");
    }

    private static Stage first(Draft draft) {
        return draft.migration().running() ? Stage.HOLDING : Stage.SNAPSHOT;
    }

    /** Asks for what the stage needs. */
    private static void reach(Draft draft, String name) {
        switch (draft.database(name).comparison().stage()) {
            case HOLDING, ANCHORING -> Jobs.apply(draft, name);
            case SNAPSHOT -> Jobs.holdSnapshot(draft, name);
            case NONE, COMPARING, ENDED -> {}
        }
    }

    /** Apply holds: what is committed on the source from now on is ahead of it. */
    static Verdict applyHeld(Draft draft, Report.ApplyPaused report) {
        String name = report.database();
        if (report.request() != draft.database(name).following().apply()
                || draft.database(name).comparison().stage() != Stage.HOLDING) {
            return Verdict.ignored("apply of " + name + " need not hold");
        }
        draft.record(new Fact.ComparisonReached(name, Stage.SNAPSHOT));
        reach(draft, name);
        return Verdict.ACCEPTED;
    }

    /** There is a snapshot of the source; another one than before means that one was lost. */
    static void snapshotHeld(Draft draft, String name, boolean same) {
        Stage stage = draft.database(name).comparison().stage();
        if (stage == Stage.SNAPSHOT && draft.migration().running()) {
            String lsn = draft.database(name).hold().current().lsn();
            draft.record(new Fact.ComparisonAnchored(name, lsn));
            reach(draft, name);
        } else if (stage == Stage.SNAPSHOT) {
            open(draft, name, "");
        } else if (!same) {
            anew(draft, name);
        } else {
            Reissue.database(draft, name);
        }
    }

    static Verdict anchored(Draft draft, Report.TargetAnchored report) {
        String name = report.database();
        Comparison comparison = draft.database(name).comparison();
        boolean known =
                comparison.stage() == Stage.COMPARING
                        && report.snapshot().equals(comparison.targetSnapshot());
        if (known || report.request() != draft.database(name).following().apply()) {
            return Verdict.ignored("that snapshot of the target is known, or not asked for");
        } else if (comparison.stage() == Stage.ANCHORING && !report.snapshot().isEmpty()) {
            open(draft, name, report.snapshot());
            return Verdict.ACCEPTED;
        } else if (comparison.stage() == Stage.ANCHORING || comparison.stage() == Stage.COMPARING) {
            anew(draft, name);
            return Verdict.ACCEPTED;
        }
        return Verdict.ignored("no snapshot of the target is asked for");
    }

    private static void open(Draft draft, String name, String targetSnapshot) {
        draft.record(new Fact.ComparisonOpened(name, targetSnapshot));
        draft.record(new Fact.SweepStarted(name));
    }

    /** Whether a task's snapshot is one that this needs; then it begins anew. */
    static boolean missed(Draft draft, Task task) {
        DigestRequest request = request(task);
        if (request == null || !concerned(draft, request)) {
            return false;
        }
        anew(draft, request.shape().id().database());
        return true;
    }

    /** Whether a task that failed was one of a comparison: that ends then, and nothing else. */
    static boolean failed(Draft draft, Task task, String why) {
        DigestRequest request = request(task);
        if (request == null || !concerned(draft, request)) {
            return false;
        }
        stop(draft, request.shape().id().database(), why);
        return true;
    }

    private static @Nullable DigestRequest request(Task task) {
        return switch (task) {
            case SourceTask.DigestSource digest -> digest.request();
            case TargetTask.DigestTarget digest -> digest.request();
            default -> null;
        };
    }

    private static boolean concerned(Draft draft, DigestRequest request) {
        TableId id = request.shape().id();
        return active(draft, id.database())
                && Verifying.awaited(draft, id, request.pass(), request.occasion());
    }

    /** Whether a comparison, and nothing else, waited for a snapshot that cannot be had. */
    static boolean snapshotFailed(Draft draft, Report.JobFailed report) {
        String migration = draft.migration().spec().name().value();
        for (Database database : draft.migration().databases().values()) {
            if (database.comparison().active()
                    && report.jobId().equals(migration + "/hold-snapshot/" + database.name())
                    && report.request() == database.hold().request()) {
                stop(draft, database.name(), report.failure().toString());
                return true;
            }
        }
        return false;
    }

    private static void anew(Draft draft, String name) {
        if (draft.database(name).comparison().round() >= MOST_ROUNDS) {
            stop(draft, name, "its snapshots were lost again and again");
            return;
        }
        close(draft, name);
        draft.record(new Fact.ComparisonBegunAnew(name, first(draft), millis(draft)));
        reach(draft, name);
    }

    /** Goes on with digests; at the end everything is as before. */
    static void advance(Draft draft) {
        for (String name : draft.migration().databases().keySet()) {
            if (draft.database(name).comparison().stage() == Stage.COMPARING
                    && Verifying.advance(draft, name)) {
                end(draft, name, "");
            }
        }
    }

    /** Whoever cannot begin must not hold apply back. */
    static void watch(Draft draft) {
        for (String name : draft.migration().databases().keySet()) {
            Comparison comparison = draft.database(name).comparison();
            boolean begins = comparison.active() && comparison.stage() != Stage.COMPARING;
            if (begins && millis(draft) - comparison.since() > PATIENCE.toMillis()) {
                stop(
                        draft,
                        name,
                        "there was no snapshot of both sides within "
                                + PATIENCE.toSeconds()
                                + " s: look for long transactions on the source");
            }
        }
    }

    /** Ends what is under way, because of something more important. */
    static void stopAll(Draft draft, String why) {
        draft.migration().databases().keySet().forEach(name -> stop(draft, name, why));
    }

    private static void stop(Draft draft, String name, String why) {
        if (active(draft, name)) {
            end(draft, name, why);
        }
    }

    private static void end(Draft draft, String name, String why) {
        int compared = why.isEmpty() ? compared(draft, name) : 0;
        close(draft, name);
        boolean followed = draft.migration().running();
        draft.record(new Fact.ComparisonEnded(name, compared, why, millis(draft)));
        Jobs.releaseSnapshot(draft, name);
        if (followed) {
            Jobs.apply(draft, name);
        }
    }

    private static int compared(Draft draft, String name) {
        Database database = draft.database(name);
        int tables = 0;
        for (int i = 0; i < database.schema().tables(); i++) {
            TableId id = new TableId(name, i);
            boolean rows = !draft.world().plan(id).digestRanges().isEmpty();
            tables += rows && draft.world().table(id).skip() == null ? 1 : 0;
        }
        return tables;
    }

    /** No digest is awaited any more. */
    private static void close(Draft draft, String name) {
        for (int i = 0; i < draft.database(name).schema().tables(); i++) {
            TableId id = new TableId(name, i);
            if (draft.world().table(id).verification().open()) {
                draft.record(
                        new Fact.TableJudged(
                                id, draft.world().table(id).verification().differences()));
            }
        }
    }

    private static long millis(Draft draft) {
        return draft.now().toEpochMilli();
    }
}
