package dev.dunlin.coordinator.decision;

import dev.dunlin.coordinator.migration.Database;
import dev.dunlin.coordinator.migration.Fact;
import dev.dunlin.coordinator.migration.Schema;
import dev.dunlin.coordinator.migration.Step;
import dev.dunlin.protocol.DatabaseAddress;
import dev.dunlin.protocol.ItemStage;
import dev.dunlin.protocol.MigrationName;
import dev.dunlin.protocol.MigrationSpec;
import dev.dunlin.protocol.Report;
import dev.dunlin.protocol.ServerFacts;
import dev.dunlin.protocol.Side;
import dev.dunlin.protocol.SourceTask;
import dev.dunlin.protocol.TablePatterns;
import dev.dunlin.protocol.TargetTask;
import dev.dunlin.protocol.Task;
import java.util.List;

/** Work on a database as a whole: issued once, done once. */
final class Steps {

    /**
     * How far sequences are set ahead of a source that was written to: sessions there may have
     * taken values that they have not used yet.
     */
    private static final int HEAD_ROOM = 1_000;

    private Steps() {}

    /** Issues a step unless it was; answers whether it is done. */
    static boolean ensure(Draft draft, String database, Step step) {
        if (!draft.database(database).begun(step)) {
            draft.record(new Fact.StepIssued(database, step));
            switch (step) {
                case MARK_DRAIN, MARK_QUIET, MARK_FINAL ->
                        draft.record(new Fact.MarkerAsked(database));
                case FENCE, LIFT_FENCE -> draft.record(new Fact.FencingAsked(database));
                default -> {}
            }
            issue(draft, database, step);
        }
        return draft.database(database).done(step);
    }

    static Verdict done(Draft draft, String database, Step step, int items) {
        if (draft.database(database).steps().get(step) != Step.Standing.ISSUED) {
            return Verdict.ignored(step + " of " + database + " is not under way");
        }
        draft.record(new Fact.StepDone(database, step, items));
        return Verdict.ACCEPTED;
    }

    static Verdict rolesCreated(Draft draft, Report.RolesCreated report) {
        draft.record(new Fact.Noted(report.warnings()));
        return done(draft, report.database(), Step.ROLES, 0);
    }

    static Verdict settingsApplied(Draft draft, Report.DatabaseSettingsApplied report) {
        draft.record(new Fact.Noted(report.warnings()));
        return done(draft, report.database(), Step.DATABASE_SETTINGS, report.items());
    }

    static Verdict schemaRestored(Draft draft, Report.SchemaRestored report) {
        draft.record(new Fact.Noted(report.warnings()));
        return done(draft, report.database(), Step.RESTORE, 0);
    }

    static Verdict stageRestored(Draft draft, Report.StageRestored report) {
        draft.record(new Fact.Noted(report.warnings()));
        return done(draft, report.database(), Step.of(report.stage()), report.items());
    }

    private static int markers(Draft draft, String database) {
        return draft.database(database).following().markers();
    }

    /** A cutover writes markers before it asks for sequences: another number is another cutover. */
    private static boolean isOfAnotherCutover(Draft draft, String database, int marker) {
        return marker != markers(draft, database);
    }

    static Verdict sequencesRead(Draft draft, Report.SequencesRead report) {
        if (isOfAnotherCutover(draft, report.database(), report.marker())) {
            return Verdict.ignored("these sequences are of a cutover that was withdrawn");
        }
        Verdict verdict = done(draft, report.database(), Step.READ_SEQUENCES, 0);
        if (verdict instanceof Verdict.Accepted) {
            draft.record(new Fact.SequencesKnown(report.database(), report.values()));
        }
        return verdict;
    }

    /** What the target answers must be what the source said. */
    static Verdict sequencesSet(Draft draft, Report.SequencesSet report) {
        if (isOfAnotherCutover(draft, report.database(), report.marker())) {
            return Verdict.ignored("these sequences are of a cutover that was withdrawn");
        }
        Verdict verdict = done(draft, report.database(), Step.SET_SEQUENCES, 0);
        if (verdict instanceof Verdict.Accepted) {
            List<String> differences =
                    Differences.ofSequences(
                            draft.database(report.database()).sequences(), report.values());
            if (!differences.isEmpty()) {
                draft.record(new Fact.DifferenceFound(differences));
            }
        }
        return verdict;
    }

    static Verdict counted(Draft draft, Report.ObjectsCounted report) {
        Step step = report.side() == Side.SOURCE ? Step.COUNT_SOURCE : Step.COUNT_TARGET;
        Verdict verdict = done(draft, report.database(), step, 0);
        if (verdict instanceof Verdict.Accepted) {
            draft.record(new Fact.CountsKnown(report.database(), report.side(), report.counts()));
        }
        return verdict;
    }

    /** Sends a step's task, for the first time or again. */
    static void issue(Draft draft, String name, Step step) {
        MigrationSpec spec = draft.migration().spec();
        DatabaseAddress source = spec.sourceOf(name);
        DatabaseAddress target = spec.targetOf(name);
        Database database = draft.database(name);
        Schema schema = database.schema();
        MigrationName migration = spec.name();
        TablePatterns patterns = spec.patterns();
        Task task =
                switch (step) {
                    case DUMP ->
                            new SourceTask.DumpSchema(
                                    migration, source, database.hold().current(), patterns);
                    case PLAN -> plan(spec, name, database);
                    case ROLES ->
                            new TargetTask.CreateRoles(
                                    migration, name, target, draft.migration().facts().roles());
                    case DATABASE_SETTINGS -> databaseSettings(draft, name);
                    case RESTORE ->
                            new TargetTask.RestoreSchema(
                                    migration,
                                    target,
                                    draft.migration().facts().of(name),
                                    schema.dumped(),
                                    spec.settings());
                    case LARGE_OBJECTS ->
                            new TargetTask.RestoreLargeObjects(
                                    migration, name, target, schema.dumped());
                    case STAGE_KEYS -> stage(spec, name, schema, ItemStage.KEYS);
                    case STAGE_INDEXES -> stage(spec, name, schema, ItemStage.INDEXES);
                    case STAGE_ATTACH -> stage(spec, name, schema, ItemStage.ATTACH);
                    case STAGE_FOREIGN_KEYS -> stage(spec, name, schema, ItemStage.FOREIGN_KEYS);
                    case STAGE_REST -> stage(spec, name, schema, ItemStage.REST);
                    case STAGE_GRANTS -> stage(spec, name, schema, ItemStage.GRANTS);
                    case VIEWS ->
                            new TargetTask.RefreshViews(migration, name, target, schema.views());
                    case READ_SEQUENCES ->
                            new SourceTask.ReadSequences(
                                    migration, source, patterns, markers(draft, name));
                    case SET_SEQUENCES ->
                            new TargetTask.SetSequences(
                                    migration,
                                    name,
                                    target,
                                    database.sequences(),
                                    draft.migration().online() ? HEAD_ROOM : 0,
                                    markers(draft, name));
                    case COUNT_SOURCE, COUNT_TARGET -> count(spec, database, step);
                    case CLEAN_TARGET -> new TargetTask.CleanTarget(migration, name, target);
                    case CLEAN_UP -> new TargetTask.CleanUp(migration, name, target);
                    case DROP_TOPICS -> new TargetTask.DropTopics(migration, name);
                    default -> CaptureSteps.task(spec, database, step);
                };
        draft.issue(task);
    }

    private static Task count(MigrationSpec spec, Database database, Step step) {
        TablePatterns patterns = Skips.without(spec.patterns(), database.schema());
        String name = database.name();
        return step == Step.COUNT_SOURCE
                ? new SourceTask.CountSource(
                        spec.name(), spec.sourceOf(name), database.hold().current(), patterns)
                : new TargetTask.CountTarget(spec.name(), name, spec.targetOf(name), patterns);
    }

    private static Task databaseSettings(Draft draft, String name) {
        MigrationSpec spec = draft.migration().spec();
        ServerFacts.Further facts = draft.migration().facts().of(name).further();
        return new TargetTask.ApplyDatabaseSettings(
                spec.name(),
                name,
                spec.targetOf(name),
                facts.settings(),
                spec.settings().grants() ? facts.grants() : List.of());
    }

    private static Task plan(MigrationSpec spec, String name, Database database) {
        return new SourceTask.PlanTables(
                spec.name(),
                spec.sourceOf(name),
                database.hold().current(),
                database.schema().dumped(),
                spec.patterns(),
                spec.settings().chunkBytes());
    }

    private static Task stage(MigrationSpec spec, String name, Schema schema, ItemStage stage) {
        return new TargetTask.RestoreStage(
                spec.name(), name, spec.targetOf(name), schema.dumped(), stage, spec.settings());
    }
}
