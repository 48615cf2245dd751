package dev.dunlin.snapshot;

import dev.dunlin.messaging.WorkContext;
import dev.dunlin.postgres.PostgresConnector;
import dev.dunlin.postgres.SessionSettings;
import dev.dunlin.postgres.SqlFailures;
import dev.dunlin.protocol.DatabaseAddress;
import dev.dunlin.protocol.DatabasePair;
import dev.dunlin.protocol.FailureException;
import dev.dunlin.protocol.MigrationMode;
import dev.dunlin.protocol.MigrationSpec;
import dev.dunlin.protocol.Report;
import dev.dunlin.protocol.Side;
import dev.dunlin.protocol.SourceTask.ValidateSource;
import dev.dunlin.protocol.check.Checklist;
import dev.dunlin.protocol.check.Result;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Looks at the source before anything is moved: server first, then each database. What was looked
 * at and found good is reported too. A server that cannot be reached at the moment is retried by
 * the task queue; every other trouble is a finding.
 */
final class SourceValidator {

    private final PostgresConnector connector;
    private final InstantSource clock;
    private final Consumer<Checklist> kafka;
    private final Supplier<String> installation;

    /**
     * A validator.
     *
     * @param kafka looks at what this worker needs of Kafka
     * @param installation the one this process belongs to
     */
    SourceValidator(
            PostgresConnector connector,
            InstantSource clock,
            Consumer<Checklist> kafka,
            Supplier<String> installation) {
        this.installation = installation;
        this.connector = connector;
        this.clock = clock;
        this.kafka = kafka;
    }

    /** Reports findings and the facts that the target's validation needs. */
    void validate(ValidateSource task, WorkContext context) {
        MigrationSpec spec = task.spec();
        Checklist findings = new Checklist(clock);
        kafka.accept(findings);
        FactsCollector facts = new FactsCollector();
        for (DatabasePair pair : spec.databases()) {
            DatabaseAddress address = spec.sourceOf(pair.source());
            try (Connection connection =
                    connector.open(address, SessionSettings.source("dunlin/" + spec.name()))) {
                look(spec, address, connection, findings, facts);
            } catch (FailureException e) {
                failed(e, pair.source(), findings);
            } catch (SQLException e) {
                failed(
                        SqlFailures.of(e, Side.SOURCE, "validating " + address),
                        pair.source(),
                        findings);
            }
        }
        context.report(new Report.SourceValidated(spec.name(), findings.all(), facts.collected()));
    }

    private void look(
            MigrationSpec spec,
            DatabaseAddress address,
            Connection connection,
            Checklist findings,
            FactsCollector facts)
            throws SQLException {
        boolean first = !facts.serverSeen();
        boolean online = spec.mode() == MigrationMode.ONLINE;
        if (first) {
            facts.server(connection, new ServerChecks(connection, spec, findings).run());
        }
        String database = address.database();
        findings.add(SourceCheck.CONNECT, database, Result.good("connected to " + address));
        facts.database(connection, database, spec.patterns());
        new DatabaseChecks(connection, database, spec.patterns()).run(findings);
        if (online && first) {
            new OnlineServerChecks(connection, spec, findings).run(connector, address);
        }
        if (online) {
            new OnlineDatabaseChecks(connection, spec, database, installation.get(), findings)
                    .run();
        }
    }

    private static void failed(FailureException e, String scope, Checklist findings) {
        if (e.retryable()) {
            throw e;
        }
        findings.failed(SourceCheck.CONNECT.description().title(), scope, e.failure());
    }
}
