package dev.dunlin.sink;

import dev.dunlin.protocol.Report;
import dev.dunlin.protocol.TargetTask;
import java.util.List;

/** Looks at a target before anything is done to it. */
final class TargetValidation {

    private final TargetSessions sessions;

    TargetValidation(TargetSessions sessions) {
        this.sessions = sessions;
    }

    Report.TargetValidated validate(TargetTask.ValidateTarget task) {
        sessions.connector();
        return new Report.TargetValidated(task.migration(), List.of());
    }
}
