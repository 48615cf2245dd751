package dev.dunlin.snapshot;

import dev.dunlin.messaging.WorkContext;
import dev.dunlin.postgres.PostgresConnector;
import dev.dunlin.postgres.SessionSettings;
import dev.dunlin.postgres.SqlFailures;
import dev.dunlin.protocol.DatabaseAddress;
import dev.dunlin.protocol.DatabasePair;
import dev.dunlin.protocol.FailureException;
import dev.dunlin.protocol.Finding;
import dev.dunlin.protocol.MigrationMode;
import dev.dunlin.protocol.MigrationSpec;
import dev.dunlin.protocol.Report;
import dev.dunlin.protocol.ServerFacts;
import dev.dunlin.protocol.Severity;
import dev.dunlin.protocol.Side;
import dev.dunlin.protocol.SourceTask.ValidateSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Looks at the source before anything is moved: server first, then each database. What was looked
 * at and found good is reported too. A server that cannot be reached at the moment is retried by
 * the task queue; every other trouble is a finding.
 */
final class SourceValidator {

    private final PostgresConnector connector;

    SourceValidator(PostgresConnector connector) {
        this.connector = connector;
    }

    /** Reports findings and the facts that the target's validation needs. */
    void validate(ValidateSource task, WorkContext context) {
        MigrationSpec spec = task.spec();
        Checklist findings = new Checklist();
        List<ServerFacts.DatabaseFacts> facts = new ArrayList<>();
        int version = 0;
        boolean serverSeen = false;
        for (DatabasePair pair : spec.databases()) {
            DatabaseAddress address = spec.sourceOf(pair.source());
            try (Connection connection =
                    connector.open(address, SessionSettings.source("dunlin/" + spec.name()))) {
                if (version == 0) {
                    version = ServerChecks.run(connection, address.endpoint(), findings);
                }
                findings.good(
                        pair.source(), "DUN-SRC-CONNECT", "Connection", "connected to " + address);
                facts.add(FactsQuery.of(connection, pair.source(), spec.patterns()));
                new DatabaseChecks(connection, pair.source(), spec.patterns()).run(findings);
                if (spec.mode() == MigrationMode.ONLINE) {
                    if (!serverSeen) {
                        new OnlineServerChecks(connection, spec, findings).run(connector, address);
                        serverSeen = true;
                    }
                    new OnlineDatabaseChecks(connection, spec, pair.source()).run(findings);
                }
            } catch (FailureException e) {
                findings.add(asFinding(e, pair.source()));
            } catch (SQLException e) {
                findings.add(
                        asFinding(
                                SqlFailures.of(e, Side.SOURCE, "validating " + address),
                                pair.source()));
            }
        }
        context.report(
                new Report.SourceValidated(
                        spec.name(), findings.all(), new ServerFacts(version, facts)));
    }

    private static Finding asFinding(FailureException e, String scope) {
        if (e.retryable()) {
            throw e;
        }
        var failure = e.failure();
        return new Finding(
                failure.code(),
                Severity.FAILED,
                scope,
                "Connection",
                failure.message(),
                failure.action());
    }
}
