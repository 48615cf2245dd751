package dev.dunlin.coordinator.decision;

import dev.dunlin.coordinator.migration.Comparison;
import dev.dunlin.coordinator.migration.Database;
import dev.dunlin.coordinator.migration.Fact;
import dev.dunlin.coordinator.migration.Following;
import dev.dunlin.protocol.DatabasePair;
import dev.dunlin.protocol.DatabasePhase;
import dev.dunlin.protocol.Job;
import dev.dunlin.protocol.MigrationSpec;

/** The long-lived work of a migration. */
final class Jobs {

    private Jobs() {}

    /** Asks for a database's snapshot; a job that runs already answers the new request. */
    static void holdSnapshot(Draft draft, String database) {
        int request = draft.database(database).hold().request() + 1;
        draft.record(new Fact.SnapshotRequested(database, request));
        draft.run(snapshot(draft, database, request));
    }

    static void releaseSnapshot(Draft draft, String database) {
        int request = draft.database(database).hold().request();
        draft.end(snapshot(draft, database, request));
    }

    /** Starts the loaders: one for each partition of the rows topic. */
    static void loadRows(Draft draft) {
        for (int i = 0; i < draft.migration().spec().settings().parallelism(); i++) {
            draft.run(loader(draft, i));
        }
    }

    static void endLoaders(Draft draft) {
        for (int i = 0; i < draft.migration().spec().settings().parallelism(); i++) {
            draft.end(loader(draft, i));
        }
    }

    /** Nothing is left running, and nothing on the source. */
    static void endAll(Draft draft) {
        for (String database : draft.migration().databases().keySet()) {
            releaseSnapshot(draft, database);
        }
        endLoaders(draft);
        for (String database : draft.migration().databases().keySet()) {
            endFollowing(draft, database);
        }
    }

    /** Begins to capture, or has a capture that failed begin again. */
    static void capture(Draft draft, String database) {
        draft.record(new Fact.CaptureAsked(database));
        draft.run(capturing(draft, database));
    }

    /** Has apply begin, or go on as the database's phase allows. */
    static void apply(Draft draft, String database) {
        draft.record(new Fact.ApplyAsked(database));
        draft.run(applying(draft, database));
    }

    static void endFollowing(Draft draft, String database) {
        if (draft.database(database).following().apply() > 0) {
            draft.end(applying(draft, database));
        }
        if (draft.database(database).following().capture() > 0) {
            draft.end(capturing(draft, database));
        }
    }

    private static Job capturing(Draft draft, String database) {
        MigrationSpec spec = draft.migration().spec();
        Following following = draft.database(database).following();
        return new Job.CaptureChanges(
                spec.name(),
                spec.sourceOf(database),
                partition(spec, database),
                spec.patterns(),
                spec.settings().online().slot(),
                following.startLsn(),
                following.capture());
    }

    /**
     * Until constraints stand, apply holds where the newest copy is; where tables are copied again,
     * and where a comparison begins, it holds at once.
     */
    private static String pauseAt(Database database) {
        boolean again = database.phase().before(DatabasePhase.ALIGN);
        if (again || database.comparison().holdsApply()) {
            return database.following().startLsn();
        }
        return database.phase().before(DatabasePhase.CATCHUP)
                ? database.hold().current().lsn()
                : "";
    }

    private static Job applying(Draft draft, String database) {
        MigrationSpec spec = draft.migration().spec();
        Following following = draft.database(database).following();
        Comparison comparison = draft.database(database).comparison();
        return new Job.ApplyChanges(
                spec.name(),
                database,
                spec.targetOf(database),
                partition(spec, database),
                spec.patterns(),
                following.startLsn(),
                following.fence(),
                following.fences(),
                draft.database(database).schema().skipped(),
                pauseAt(draft.database(database)),
                comparison.active() ? comparison.lsn() : "",
                following.apply());
    }

    private static int partition(MigrationSpec spec, String database) {
        return spec.databases().stream().map(DatabasePair::source).toList().indexOf(database);
    }

    private static Job snapshot(Draft draft, String database, int request) {
        MigrationSpec spec = draft.migration().spec();
        Comparison comparison = draft.database(database).comparison();
        boolean anchored =
                draft.migration().online()
                        && (draft.database(database).phase().before(DatabasePhase.INDEXES)
                                || (comparison.active() && draft.migration().running()));
        Following.Late late = draft.database(database).following().late();
        long occasion = anchored ? late.round() : draft.migration().closing().startedAt();
        return new Job.HoldSnapshot(
                spec.name(),
                spec.sourceOf(database),
                request,
                anchored,
                comparison.active() ? comparison.occasion() : occasion);
    }

    private static Job loader(Draft draft, int partition) {
        MigrationSpec spec = draft.migration().spec();
        int partitions = spec.settings().parallelism();
        return new Job.LoadRows(
                spec.name(), spec.target(), spec.databases(), partition, partitions);
    }
}
