package dev.dunlin.coordinator.decision;

import dev.dunlin.coordinator.migration.Fact;
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
    }

    private static Job snapshot(Draft draft, String database, int request) {
        MigrationSpec spec = draft.migration().spec();
        return new Job.HoldSnapshot(spec.name(), spec.sourceOf(database), request, false);
    }

    private static Job loader(Draft draft, int partition) {
        MigrationSpec spec = draft.migration().spec();
        return new Job.LoadRows(spec.name(), spec.target(), spec.databases(), partition);
    }
}
