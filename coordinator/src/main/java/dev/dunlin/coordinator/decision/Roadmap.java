package dev.dunlin.coordinator.decision;

import dev.dunlin.coordinator.migration.Database;
import dev.dunlin.coordinator.migration.Fact;
import dev.dunlin.coordinator.migration.Step;
import dev.dunlin.protocol.DatabasePhase;
import dev.dunlin.protocol.MigrationState;
import dev.dunlin.protocol.MigrationSubstate;
import dev.dunlin.protocol.Roles;
import dev.dunlin.protocol.ServerFacts;
import dev.dunlin.protocol.Side;
import dev.dunlin.protocol.VerifyMode;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;

/**
 * The way of every database from its snapshot to done. Each call goes as far as what is known
 * allows; the next report takes it further.
 */
final class Roadmap {

    private static final Step[] LATE_STAGES = {
        Step.STAGE_KEYS, Step.STAGE_INDEXES, Step.STAGE_ATTACH
    };

    private Roadmap() {}

    static void advance(Draft draft) {
        if (draft.migration().closing().giving()) {
            Cancellations.advance(draft);
            return;
        }
        if (!draft.migration().outcome().failures().isEmpty()) {
            Failures.stop(draft);
            return;
        }
        int before;
        do {
            before = draft.factCount();
            for (String name : draft.migration().databases().keySet()) {
                if (draft.migration().running()) {
                    advance(draft, name);
                }
            }
            if (draft.migration().online() && draft.migration().running()) {
                Pursuit.await(draft);
            }
        } while (draft.factCount() > before);
        boolean done =
                draft.migration().databases().values().stream()
                        .allMatch(database -> database.phase() == DatabasePhase.DONE);
        if (done && draft.migration().state() == MigrationState.IN_PROGRESS) {
            if (draft.migration().online()) {
                draft.record(new Fact.CutoverEnded(""));
            }
            draft.record(
                    new Fact.StateEntered(MigrationState.SUCCEEDED, MigrationSubstate.COMPLETED));
        }
    }

    private static void advance(Draft draft, String name) {
        Database database = draft.database(name);
        if (database.phase() == DatabasePhase.SNAPSHOT && draft.migration().online()) {
            Pursuit.begin(draft, name);
        }
        if (Pursuit.needsSnapshot(draft, name) && !draft.database(name).hold().held()) {
            return;
        }
        if (database.recheck().active()) {
            Rechecks.advance(draft, name);
            return;
        }
        switch (database.phase()) {
            case SNAPSHOT -> {
                if (draft.database(name).hold().held()) {
                    enter(draft, name, DatabasePhase.SCHEMA);
                }
            }
            case SCHEMA -> schema(draft, name);
            case COPY -> copy(draft, name);
            case INDEXES -> indexes(draft, name);
            case CONSTRAINTS -> constraints(draft, name);
            case VIEWS -> views(draft, name);
            case SEQUENCES -> sequences(draft, name);
            case VERIFY -> verify(draft, name);
            case CLEANUP -> cleanUp(draft, name);
            case ALIGN -> Pursuit.align(draft, name);
            case CATCHUP -> {
                if (database.following().readiness().ready()) {
                    enter(draft, name, DatabasePhase.STREAMING);
                }
            }
            case FENCE -> Cutovers.fence(draft, name);
            case DRAIN -> Cutovers.drain(draft, name);
            case STREAMING, DONE -> {}
        }
    }

    private static void schema(Draft draft, String name) {
        if (!Steps.ensure(draft, name, Step.DUMP)) {
            return;
        }
        boolean restored = roles(draft, name) && Steps.ensure(draft, name, Step.RESTORE);
        boolean planned = Steps.ensure(draft, name, Step.PLAN);
        if (restored && planned) {
            enter(draft, name, DatabasePhase.COPY);
        }
    }

    /** Owners must be there before what they own. */
    private static boolean roles(Draft draft, String name) {
        return draft.migration().spec().settings().roles() != Roles.COPY
                || draft.migration().facts().roles().isEmpty()
                || Steps.ensure(draft, name, Step.ROLES);
    }

    private static void copy(Draft draft, String name) {
        if (draft.database(name).following().awaitsHold()) {
            return;
        }
        largeObjects(draft, name);
        Copying.issue(draft, name);
        Pursuit.askForLate(draft, name);
        Database database = draft.database(name);
        if (database.totals().tablesLoaded() == database.schema().tables()
                && database.done(Step.DUMP)) {
            enter(draft, name, DatabasePhase.INDEXES);
            if (draft.migration().online()) {
                Jobs.releaseSnapshot(draft, name);
            }
        }
    }

    private static boolean largeObjects(Draft draft, String name) {
        return draft.database(name).schema().largeObjects() == 0
                || Steps.ensure(draft, name, Step.LARGE_OBJECTS);
    }

    private static void indexes(Draft draft, String name) {
        boolean large = largeObjects(draft, name);
        Database database = draft.database(name);
        if (large && database.totals().tablesBuilt() == database.schema().tables()) {
            draft.record(new Fact.SweepStarted(name));
            enter(draft, name, DatabasePhase.INDEXES.next(draft.migration().spec().mode()));
            if (draft.database(name).following().apply() > 0) {
                Jobs.apply(draft, name);
            }
        }
    }

    private static void constraints(Draft draft, String name) {
        for (Step step : LATE_STAGES) {
            if (!stage(draft, name, step)) {
                return;
            }
        }
        if (Building.foreignKeys(draft, name)
                && stage(draft, name, Step.STAGE_FOREIGN_KEYS)
                && stage(draft, name, Step.STAGE_REST)) {
            if (draft.migration().online()) {
                Pursuit.catchUp(draft, name);
            } else {
                enter(draft, name, DatabasePhase.VIEWS);
            }
        }
    }

    /** A stage without items is passed. */
    private static boolean stage(Draft draft, String name, Step step) {
        boolean empty =
                draft.database(name).schema().stageItems().entrySet().stream()
                        .noneMatch(e -> Step.of(e.getKey()) == step && e.getValue() > 0);
        return empty || Steps.ensure(draft, name, step);
    }

    /** Grants first: a view is filled as its owner, who may need them. */
    private static void views(Draft draft, String name) {
        boolean granted =
                !draft.migration().spec().settings().grants()
                        || stage(draft, name, Step.STAGE_GRANTS);
        if (!granted) {
            return;
        }
        boolean filled =
                draft.database(name).schema().views().isEmpty()
                        || Steps.ensure(draft, name, Step.VIEWS);
        if (filled) {
            enter(draft, name, DatabasePhase.SEQUENCES);
        }
    }

    private static void sequences(Draft draft, String name) {
        boolean given = databaseSettings(draft, name);
        if (Steps.ensure(draft, name, Step.READ_SEQUENCES)
                && Steps.ensure(draft, name, Step.SET_SEQUENCES)
                && given) {
            draft.record(new Fact.SweepStarted(name));
            enter(draft, name, DatabasePhase.VERIFY);
        }
    }

    /** What is set and granted on the database itself is in no archive. */
    private static boolean databaseSettings(Draft draft, String name) {
        ServerFacts.Further facts = draft.migration().facts().of(name).further();
        boolean none = facts.settings().isEmpty() && facts.grants().isEmpty();
        return none || Steps.ensure(draft, name, Step.DATABASE_SETTINGS);
    }

    private static void verify(Draft draft, String name) {
        if (draft.migration().spec().settings().verify() == VerifyMode.FULL
                && !verified(draft, name)) {
            return;
        }
        int differences = draft.migration().outcome().differences().size();
        if (differences > 0) {
            draft.fail(Failures.different(differences));
        } else if (draft.migration().online()) {
            Cutovers.switched(draft, name);
        } else {
            enter(draft, name, DatabasePhase.CLEANUP);
        }
    }

    private static boolean verified(Draft draft, String name) {
        boolean here = Steps.ensure(draft, name, Step.COUNT_SOURCE);
        boolean there = Steps.ensure(draft, name, Step.COUNT_TARGET);
        boolean tables = Verifying.advance(draft, name);
        if (!here || !there || !tables) {
            return false;
        }
        Database database = draft.database(name);
        SortedMap<String, String> source = counts(database, Side.SOURCE);
        SortedMap<String, String> target = counts(database, Side.TARGET);
        List<String> differences = Differences.ofCounts(source, target);
        if (!differences.isEmpty()) {
            draft.record(new Fact.DifferenceFound(differences));
        }
        return true;
    }

    private static SortedMap<String, String> counts(Database database, Side side) {
        return database.counts().getOrDefault(side, Collections.emptySortedMap());
    }

    /** The last traces go when every database got here: they share the rows topic. */
    private static void cleanUp(Draft draft, String name) {
        boolean all =
                draft.migration().databases().values().stream()
                        .noneMatch(other -> other.phase().before(DatabasePhase.CLEANUP));
        if (!all) {
            return;
        }
        if (!draft.database(name).begun(Step.CLEAN_UP)) {
            Jobs.endLoaders(draft);
            Jobs.endFollowing(draft, name);
        }
        if (draft.migration().online() && !Steps.ensure(draft, name, Step.DROP_CAPTURE)) {
            return;
        }
        if (Steps.ensure(draft, name, Step.CLEAN_UP)) {
            enter(draft, name, DatabasePhase.DONE);
        }
    }

    static void enter(Draft draft, String name, DatabasePhase phase) {
        draft.record(new Fact.PhaseEntered(name, phase, draft.now().toString()));
        if (phase == DatabasePhase.CLEANUP) {
            Jobs.releaseSnapshot(draft, name);
        } else if (phase == DatabasePhase.VIEWS && draft.migration().online()) {
            Jobs.holdSnapshot(draft, name);
        }
        boolean completing =
                draft.migration().databases().values().stream()
                        .noneMatch(other -> other.phase().before(DatabasePhase.SEQUENCES));
        if (completing && draft.migration().substate() == MigrationSubstate.MIGRATING_DATA) {
            draft.record(
                    new Fact.StateEntered(
                            draft.migration().state(), MigrationSubstate.COMPLETING_MIGRATION));
        }
    }
}
