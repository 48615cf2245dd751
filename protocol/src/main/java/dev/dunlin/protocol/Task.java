package dev.dunlin.protocol;

import com.fasterxml.jackson.annotation.JsonTypeInfo;

/**
 * A short piece of work that any worker of a role and pool may do, and may do again: a repeated
 * task is harmless. Topics {@link Topics#tasks}, key: task id; delivered through a share group.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
public sealed interface Task permits SourceTask, CaptureTask, TargetTask {

    MigrationName migration();

    /** Names the work, not the attempt: the same work issued again has the same id. */
    String id();

    /** Whose work this is. */
    default Role role() {
        return switch (this) {
            case SourceTask _ -> Role.SNAPSHOT;
            case CaptureTask _ -> Role.CAPTURE;
            case TargetTask _ -> Role.SINK;
        };
    }
}
