package dev.dunlin.coordinator.decision;

import dev.dunlin.coordinator.migration.Fact;
import dev.dunlin.coordinator.migration.Migration;
import dev.dunlin.protocol.DatabasePhase;
import dev.dunlin.protocol.Finding;
import dev.dunlin.protocol.MigrationOption;
import dev.dunlin.protocol.MigrationSpec;
import dev.dunlin.protocol.MigrationState;
import dev.dunlin.protocol.MigrationSubstate;
import dev.dunlin.protocol.Report;
import dev.dunlin.protocol.Severity;
import dev.dunlin.protocol.SourceTask;
import dev.dunlin.protocol.TargetTask;
import java.util.List;

/** The first validations: source, then target with what the source said. */
final class Validations {

    private Validations() {}

    static void begin(Draft draft) {
        draft.record(
                new Fact.StateEntered(
                        MigrationState.IN_PROGRESS, MigrationSubstate.VALIDATION_IN_PROGRESS));
        draft.record(new Fact.ChecksReached(Migration.Checks.SOURCE));
        draft.issue(new SourceTask.ValidateSource(draft.migration().spec()));
    }

    static Verdict source(Draft draft, Report.SourceValidated report) {
        if (draft.migration().checks() != Migration.Checks.SOURCE) {
            return Verdict.ignored("the source was validated before");
        }
        boolean unreachable = report.facts().databases().isEmpty();
        draft.record(
                new Fact.SourceSeen(
                        unreachable ? report.findings() : judged(draft, report.findings()),
                        report.facts()));
        if (unreachable) {
            failed(draft);
            return Verdict.ACCEPTED;
        }
        draft.record(new Fact.ChecksReached(Migration.Checks.TARGET));
        MigrationSpec spec = draft.migration().spec();
        draft.issue(new TargetTask.ValidateTarget(spec, report.facts()));
        return Verdict.ACCEPTED;
    }

    static Verdict target(Draft draft, Report.TargetValidated report) {
        if (draft.migration().checks() != Migration.Checks.TARGET) {
            return Verdict.ignored("the target was validated before");
        }
        draft.record(new Fact.TargetSeen(judged(draft, report.findings())));
        boolean bad =
                draft.migration().outcome().findings().stream()
                        .anyMatch(finding -> finding.severity() == Severity.FAILED);
        if (bad) {
            failed(draft);
        } else if (draft.migration().spec().option() == MigrationOption.VALIDATE) {
            draft.record(
                    new Fact.StateEntered(MigrationState.SUCCEEDED, MigrationSubstate.COMPLETED));
        } else {
            passed(draft);
        }
        return Verdict.ACCEPTED;
    }

    /**
     * With {@code Migrate} the user took the checks upon himself: what failed is a warning, and the
     * step that meets it fails by name.
     */
    private static List<Finding> judged(Draft draft, List<Finding> findings) {
        if (draft.migration().spec().option() != MigrationOption.MIGRATE) {
            return findings;
        }
        return findings.stream()
                .map(f -> f.severity() == Severity.FAILED ? f.as(Severity.WARNING) : f)
                .toList();
    }

    private static void failed(Draft draft) {
        draft.record(
                new Fact.StateEntered(
                        MigrationState.VALIDATION_FAILED,
                        MigrationSubstate.VALIDATION_IN_PROGRESS));
    }

    private static void passed(Draft draft) {
        draft.record(new Fact.ChecksReached(Migration.Checks.PASSED));
        draft.record(
                new Fact.StateEntered(
                        MigrationState.IN_PROGRESS, MigrationSubstate.MIGRATING_DATA));
        Jobs.loadRows(draft);
        for (String database : draft.migration().databases().keySet()) {
            Roadmap.enter(draft, database, DatabasePhase.SNAPSHOT);
            if (!draft.migration().online()) {
                Jobs.holdSnapshot(draft, database);
            }
        }
    }
}
