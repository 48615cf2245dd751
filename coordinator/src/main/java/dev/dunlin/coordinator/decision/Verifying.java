package dev.dunlin.coordinator.decision;

import dev.dunlin.coordinator.migration.Database;
import dev.dunlin.coordinator.migration.Fact;
import dev.dunlin.coordinator.migration.Step;
import dev.dunlin.coordinator.migration.Sweep;
import dev.dunlin.coordinator.migration.Table;
import dev.dunlin.coordinator.migration.Verification;
import dev.dunlin.protocol.DatabasePhase;
import dev.dunlin.protocol.DigestRequest;
import dev.dunlin.protocol.MigrationSpec;
import dev.dunlin.protocol.Report;
import dev.dunlin.protocol.SourceTask;
import dev.dunlin.protocol.TableId;
import dev.dunlin.protocol.TablePhase;
import dev.dunlin.protocol.TablePlan;
import dev.dunlin.protocol.TargetTask;
import java.util.EnumSet;
import java.util.List;

/** Comparing digests of both sides, and narrowing a difference down to keys. */
final class Verifying {

    /** Buckets of the second pass. */
    private static final int BUCKETS = 256;

    private Verifying() {}

    /** Digests table by table; answers whether all were judged. */
    static boolean advance(Draft draft, String name) {
        int window = 2 * draft.migration().spec().settings().parallelism();
        int tables = draft.database(name).schema().tables();
        while (draft.database(name).sweep().next() < tables
                && draft.database(name).sweep().open() < window) {
            TableId id = new TableId(name, draft.database(name).sweep().next());
            draft.record(new Fact.SweepPassed(name, id.number() + 1));
            open(draft, id);
        }
        Sweep sweep = draft.database(name).sweep();
        return sweep.next() >= tables && sweep.open() == 0;
    }

    private static void open(Draft draft, TableId id) {
        Table table = draft.world().table(id);
        boolean comparing = Comparing.active(draft, id.database());
        boolean nothing = draft.world().plan(id).digestRanges().isEmpty();
        if (table.skip() != null || nothing || (!comparing && verified(table))) {
            TablePhase passed = table.skip() == null ? TablePhase.VERIFIED : TablePhase.SKIPPED;
            if (!comparing) {
                draft.record(new Fact.TableEntered(id, passed));
            }
            return;
        }
        draft.record(new Fact.SweepOpened(id));
        restart(draft, id);
    }

    private static boolean verified(Table table) {
        return table.phase() == TablePhase.VERIFIED;
    }

    /** Digests the whole table, forgetting earlier passes. */
    static void restart(Draft draft, TableId id) {
        if (!Comparing.active(draft, id.database())) {
            draft.record(new Fact.TableEntered(id, TablePhase.VERIFYING));
        }
        draft.record(new Fact.VerificationNarrowed(id, 0, 0, -1));
        for (int i = 0; i < draft.world().plan(id).digestRanges().size(); i++) {
            send(draft, id, i, 1);
        }
    }

    private static void send(Draft draft, TableId id, int range, int buckets) {
        MigrationSpec spec = draft.migration().spec();
        String name = id.database();
        TablePlan plan = draft.world().plan(id);
        Verification verification = draft.world().table(id).verification();
        Database database = draft.database(name);
        DigestRequest request =
                new DigestRequest(
                        plan.shape(),
                        verification.pass(),
                        plan.digestRanges().get(range),
                        range,
                        buckets,
                        verification.bucket(),
                        database.hold().current().id());
        draft.issue(
                new SourceTask.DigestSource(
                        spec.name(), spec.sourceOf(name), database.hold().current(), request));
        draft.issue(
                new TargetTask.DigestTarget(
                        spec.name(),
                        spec.targetOf(name),
                        database.comparison().active()
                                ? database.comparison().targetSnapshot()
                                : "",
                        request));
    }

    static Verdict digested(Draft draft, Report.TableDigested report) {
        TableId id = report.table();
        Table table = draft.world().findTable(id);
        if (table == null
                || !awaited(draft, id, report.pass(), report.occasion())
                || table.verification().of(report.side(), report.rangeNumber()) != null) {
            return Verdict.ignored("no such digest of " + id + " is awaited");
        }
        draft.record(
                new Fact.TableDigested(
                        id, report.side(), report.rangeNumber(), report.buckets(), report.keys()));
        Verification verification = draft.world().table(id).verification();
        if (verification.complete(draft.world().plan(id).digestRanges().size())) {
            judge(draft, id, verification);
        }
        return Verdict.ACCEPTED;
    }

    /** Whether digests of this pass, made under this snapshot of the source, are asked for. */
    static boolean awaited(Draft draft, TableId id, int pass, String occasion) {
        Table table = draft.world().findTable(id);
        return table != null
                && table.verification().open()
                && table.verification().pass() == pass
                && draft.database(id.database()).hold().snapshot().id().equals(occasion);
    }

    private static void judge(Draft draft, TableId id, Verification verification) {
        if (draft.world().table(id).skip() != null) {
            close(draft, id, TablePhase.SKIPPED, List.of());
            return;
        }
        switch (verification.pass()) {
            case 0 -> {
                int range = Differences.firstRange(verification);
                if (range < 0) {
                    close(draft, id, TablePhase.VERIFIED, List.of());
                } else {
                    draft.record(new Fact.VerificationNarrowed(id, 1, range, -1));
                    send(draft, id, range, BUCKETS);
                }
            }
            case 1 -> {
                int bucket = Differences.firstBucket(verification);
                if (bucket < 0) {
                    differs(draft, id, List.of());
                } else {
                    int range = verification.range();
                    draft.record(new Fact.VerificationNarrowed(id, 2, range, bucket));
                    send(draft, id, range, BUCKETS);
                }
            }
            default -> differs(draft, id, Differences.ofKeys(verification));
        }
    }

    private static void differs(Draft draft, TableId id, List<String> keys) {
        TablePlan plan = draft.world().plan(id);
        int range = draft.world().table(id).verification().range();
        List<String> differences =
                Differences.described(plan.name(), plan.digestRanges().get(range), range, keys);
        draft.record(
                Comparing.active(draft, id.database())
                        ? new Fact.ComparisonFound(id.database(), differences)
                        : new Fact.DifferenceFound(differences));
        close(draft, id, TablePhase.DIFFERENT, differences);
    }

    /** A comparison beside the migration leaves the table where it stands. */
    private static void close(Draft draft, TableId id, TablePhase phase, List<String> differences) {
        draft.record(new Fact.TableJudged(id, differences));
        if (!Comparing.active(draft, id.database())) {
            draft.record(new Fact.TableEntered(id, phase));
        }
        draft.record(new Fact.SweepClosed(id));
    }

    /** Databases that were being verified are compared again from the sequences on. */
    static void forgetDifferences(Draft draft) {
        for (String name : draft.migration().databases().keySet()) {
            if (draft.database(name).phase() != DatabasePhase.VERIFY) {
                continue;
            }
            draft.record(
                    new Fact.StepsForgotten(
                            name,
                            EnumSet.of(
                                    Step.READ_SEQUENCES,
                                    Step.SET_SEQUENCES,
                                    Step.COUNT_SOURCE,
                                    Step.COUNT_TARGET)));
            for (int i = 0; i < draft.database(name).sweep().next(); i++) {
                TableId id = new TableId(name, i);
                if (draft.world().table(id).phase() != TablePhase.VERIFIED) {
                    draft.record(new Fact.TableJudged(id, List.of()));
                    draft.record(new Fact.TableEntered(id, TablePhase.COMPLETE));
                }
            }
            Roadmap.enter(draft, name, DatabasePhase.SEQUENCES);
        }
    }
}
