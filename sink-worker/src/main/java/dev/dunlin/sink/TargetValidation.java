package dev.dunlin.sink;

import dev.dunlin.protocol.DatabaseAddress;
import dev.dunlin.protocol.DatabasePair;
import dev.dunlin.protocol.FailureException;
import dev.dunlin.protocol.MigrationMode;
import dev.dunlin.protocol.MigrationSpec;
import dev.dunlin.protocol.Report;
import dev.dunlin.protocol.ServerFacts;
import dev.dunlin.protocol.TargetTask;
import dev.dunlin.protocol.check.Checklist;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Looks at a target before anything is done to it: first the server, then each database. What would
 * stop the migration later is Failed now; what it would leave out is a Warning that names it.
 */
final class TargetValidation {

    private final TargetSessions sessions;
    private final InstantSource clock;
    private final Consumer<Checklist> kafka;

    /**
     * A validation.
     *
     * @param kafka looks at what this worker needs of Kafka
     */
    TargetValidation(TargetSessions sessions, InstantSource clock, Consumer<Checklist> kafka) {
        this.sessions = sessions;
        this.clock = clock;
        this.kafka = kafka;
    }

    Report.TargetValidated validate(TargetTask.ValidateTarget task) {
        Checklist findings = new Checklist(clock);
        kafka.accept(findings);
        look(task.spec(), task.sourceFacts(), findings);
        return new Report.TargetValidated(task.migration(), findings.all());
    }

    private void look(MigrationSpec spec, ServerFacts facts, Checklist findings) {
        TargetServer server;
        boolean mayReplay = true;
        try {
            DatabaseAddress first =
                    new DatabaseAddress(spec.target(), spec.databases().getFirst().target());
            DatabaseCreation maintenance = new DatabaseCreation(sessions);
            server = maintenance.fromMaintenance(first, TargetServer::read);
            if (spec.mode() == MigrationMode.ONLINE) {
                mayReplay = maintenance.fromMaintenance(first, ReplicaRole::allowed);
            }
        } catch (FailureException e) {
            if (e.retryable()) {
                throw e;
            }
            findings.failed(
                    TargetCheck.CONNECT.description().title(), TargetChecks.SCOPE, e.failure());
            return;
        }
        new TargetChecks(server, spec, facts, findings).run(mayReplay);
        LocaleProbe locales = new LocaleProbe(sessions, spec.target());
        for (DatabasePair pair : spec.databases()) {
            Optional<ServerFacts.DatabaseFacts> source =
                    facts.databases().stream()
                            .filter(database -> database.name().equals(pair.source()))
                            .findFirst();
            new DatabaseValidation(sessions, spec, pair, server, findings).look(source, locales);
            source.ifPresent(known -> new DatabaseNeeds(server, spec, findings).look(known));
        }
    }
}
