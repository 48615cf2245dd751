package dev.dunlin.snapshot;

import dev.dunlin.messaging.WorkContext;
import dev.dunlin.postgres.PostgresConnector;
import dev.dunlin.protocol.Report;
import dev.dunlin.protocol.ServerFacts;
import dev.dunlin.protocol.SourceTask.ValidateSource;
import java.util.List;

/** Looks at the source before anything is moved. */
final class SourceValidator {

    private final PostgresConnector connector;

    SourceValidator(PostgresConnector connector) {
        this.connector = connector;
    }

    void validate(ValidateSource task, WorkContext context) {
        connector.secrets();
        context.report(
                new Report.SourceValidated(task.migration(), List.of(), ServerFacts.UNKNOWN));
    }
}
