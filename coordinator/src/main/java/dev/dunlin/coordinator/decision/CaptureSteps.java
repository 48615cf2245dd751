package dev.dunlin.coordinator.decision;

import dev.dunlin.coordinator.migration.Database;
import dev.dunlin.coordinator.migration.Following;
import dev.dunlin.coordinator.migration.Step;
import dev.dunlin.protocol.CaptureTask;
import dev.dunlin.protocol.DatabaseAddress;
import dev.dunlin.protocol.MigrationName;
import dev.dunlin.protocol.MigrationSpec;
import dev.dunlin.protocol.Task;

/** The tasks of cdc workers that steps come to. */
final class CaptureSteps {

    private CaptureSteps() {}

    static Task task(MigrationSpec spec, Database database, Step step) {
        MigrationName migration = spec.name();
        DatabaseAddress source = spec.sourceOf(database.name());
        Following following = database.following();
        return switch (step) {
            case PREPARE_CAPTURE ->
                    new CaptureTask.PrepareCapture(
                            migration, source, spec.patterns(), spec.settings().online().slot());
            case FENCE -> new CaptureTask.FenceSource(migration, source, following.fencings());
            case LIFT_FENCE -> new CaptureTask.LiftFence(migration, source, following.fencings());
            case MARK_DRAIN, MARK_QUIET, MARK_FINAL ->
                    new CaptureTask.WriteMarker(migration, source, following.markers());
            case DROP_CAPTURE -> new CaptureTask.DropCapture(migration, source);
            default -> throw new IllegalArgumentException(step + " is no step of a cdc worker");
        };
    }
}
