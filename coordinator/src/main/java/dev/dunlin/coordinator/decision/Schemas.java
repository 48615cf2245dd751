package dev.dunlin.coordinator.decision;

import dev.dunlin.coordinator.migration.Database;
import dev.dunlin.coordinator.migration.Fact;
import dev.dunlin.coordinator.migration.Schema;
import dev.dunlin.coordinator.migration.Step;
import dev.dunlin.protocol.Report;
import dev.dunlin.protocol.TableId;

/** The schema archive and the plan of the tables. */
final class Schemas {

    private Schemas() {}

    /**
     * The first dump is the one that is restored. A later one, taken because the snapshot was
     * replaced, must be equal to it.
     */
    static Verdict dumped(Draft draft, Report.SchemaDumped report) {
        String name = report.database();
        Database database = draft.database(name);
        if (database.steps().get(Step.DUMP) != Step.Standing.ISSUED) {
            return Verdict.ignored("the schema was dumped before");
        }
        if (!current(database, report.snapshotId())) {
            return Verdict.ignored("dumped under a replaced snapshot");
        }
        if (!database.schema().known()) {
            draft.record(new Fact.SchemaKnown(name, report.archive(), report.fingerprint()));
        } else if (!database.schema().fingerprint().equals(report.fingerprint())) {
            draft.fail(Failures.schemaChanged(name));
        }
        draft.record(new Fact.Noted(report.warnings()));
        draft.record(new Fact.StepDone(name, Step.DUMP, 0));
        return Verdict.ACCEPTED;
    }

    static Verdict tablePlanned(Draft draft, Report.TablePlanned report) {
        TableId id = report.plan().id();
        Database database = draft.database(id.database());
        if (database.steps().get(Step.PLAN) != Step.Standing.ISSUED
                || !current(database, report.snapshotId())) {
            return Verdict.ignored("planned before, or under a replaced snapshot");
        }
        Schema schema = database.schema();
        if (!schema.attempt().equals(report.attempt())) {
            draft.record(new Fact.PlanBegun(id.database(), report.attempt()));
        }
        if (draft.database(id.database()).schema().arrived() != id.number()) {
            return Verdict.ignored("table " + id + " is not the next of its plan");
        }
        draft.record(new Fact.TablePlanned(report.plan()));
        return Verdict.ACCEPTED;
    }

    static Verdict databasePlanned(Draft draft, Report.DatabasePlanned report) {
        String name = report.database();
        Database database = draft.database(name);
        if (database.steps().get(Step.PLAN) != Step.Standing.ISSUED
                || !current(database, report.snapshotId())) {
            return Verdict.ignored("planned before, or under a replaced snapshot");
        }
        Schema schema = database.schema();
        boolean whole =
                report.tables() == 0
                        || (schema.attempt().equals(report.attempt())
                                && schema.arrived() == report.tables());
        if (!whole) {
            Steps.issue(draft, name, Step.PLAN);
            return Verdict.ignored("two runs of the planning were mixed; planned again");
        }
        draft.record(new Fact.Noted(report.warnings()));
        draft.record(
                new Fact.DatabasePlanned(
                        name,
                        report.tables(),
                        report.largeObjects(),
                        report.materializedViews(),
                        report.stageItems()));
        draft.record(new Fact.StepDone(name, Step.PLAN, 0));
        return Verdict.ACCEPTED;
    }

    private static boolean current(Database database, String snapshotId) {
        return database.hold().held() && database.hold().current().id().equals(snapshotId);
    }
}
