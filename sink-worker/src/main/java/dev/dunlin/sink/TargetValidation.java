package dev.dunlin.sink;

import dev.dunlin.protocol.DatabaseAddress;
import dev.dunlin.protocol.DatabasePair;
import dev.dunlin.protocol.Endpoint;
import dev.dunlin.protocol.FailureException;
import dev.dunlin.protocol.MigrationMode;
import dev.dunlin.protocol.MigrationSpec;
import dev.dunlin.protocol.Report;
import dev.dunlin.protocol.ServerFacts;
import dev.dunlin.protocol.Severity;
import dev.dunlin.protocol.TargetTask;
import dev.dunlin.sink.Findings.Check;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/**
 * Looks at a target before anything is done to it: first the server, then each database. What would
 * stop the migration later is Failed now; what it would leave out is a Warning that names it.
 */
final class TargetValidation {

    private static final String SERVER = "target";

    private final TargetSessions sessions;

    TargetValidation(TargetSessions sessions) {
        this.sessions = sessions;
    }

    Report.TargetValidated validate(TargetTask.ValidateTarget task) {
        MigrationSpec spec = task.spec();
        Findings findings = new Findings();
        look(spec, task.sourceFacts(), findings);
        return new Report.TargetValidated(task.migration(), findings.all());
    }

    private void look(MigrationSpec spec, ServerFacts facts, Findings findings) {
        Check reachable = new Check(SERVER, "DUN-TGT-CONNECT", "Connection");
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
            Check failed = new Check(SERVER, e.failure().code(), "Connection");
            findings.fail(failed, e.failure().message(), e.failure().action());
            return;
        }
        findings.good(reachable, "user " + spec.target().user() + " can connect");
        server(server, spec, facts, findings);
        if (spec.mode() == MigrationMode.ONLINE) {
            ReplicaRole.report(mayReplay, server, spec.target().user(), findings);
        }
        LocaleProbe locales = new LocaleProbe(sessions, spec.target());
        for (DatabasePair pair : spec.databases()) {
            Optional<ServerFacts.DatabaseFacts> source =
                    facts.databases().stream()
                            .filter(database -> database.name().equals(pair.source()))
                            .findFirst();
            new DatabaseValidation(sessions, spec, pair, server, findings).look(source, locales);
        }
    }

    private static void server(
            TargetServer server, MigrationSpec spec, ServerFacts facts, Findings findings) {
        Check version = new Check(SERVER, "DUN-TGT-VERSION", "Version");
        int sourceMajor = facts.version() / 10_000;
        if (server.version() / 10_000 < sourceMajor) {
            findings.fail(
                    version,
                    "the target is PostgreSQL %s, older than the source's %d"
                            .formatted(server.versionText(), sourceMajor),
                    "choose a target of the source's version or newer");
        } else {
            findings.good(version, "the target is PostgreSQL " + server.versionText());
        }
        Check writable = new Check(SERVER, "DUN-TGT-READONLY", "Writable");
        if (server.inRecovery()) {
            findings.fail(writable, "the target is a standby", "connect to its primary");
        } else {
            findings.good(writable, "the target is a primary");
        }
        Check encryption = new Check(SERVER, "DUN-TGT-TLS", "Encryption");
        if (server.encrypted() || isLocal(spec.target())) {
            findings.good(encryption, server.encrypted() ? "TLS is used" : "on this machine");
        } else {
            findings.warn(
                    encryption,
                    "the connection to " + spec.target().host() + " is not encrypted",
                    "set sslmode=verify-full, or require where no authority is at hand");
        }
        roles(server, spec, facts, findings);
    }

    private static void roles(
            TargetServer server, MigrationSpec spec, ServerFacts facts, Findings findings) {
        Check owners = new Check(SERVER, "DUN-TGT-OWNER", "Owners");
        if (spec.settings().owners()) {
            findings.about(
                    owners,
                    Severity.WARNING,
                    "owning roles missing or not assignable; the target user will own instead",
                    facts.databases().stream()
                            .flatMap(database -> database.owners().stream())
                            .distinct()
                            .filter(role -> !server.roles().assignable().contains(role))
                            .toList(),
                    "create them and grant them to " + spec.target().user());
        } else {
            findings.good(owners, "left out as asked: " + spec.target().user() + " will own all");
        }
        Check grants = new Check(SERVER, "DUN-TGT-GRANT", "Privileges");
        if (spec.settings().grants()) {
            findings.about(
                    grants,
                    Severity.WARNING,
                    "granted roles missing; what is granted to them is left out",
                    facts.databases().stream()
                            .flatMap(database -> database.grantees().stream())
                            .distinct()
                            .filter(role -> !server.roles().all().contains(role))
                            .toList(),
                    "create them before the migration");
        } else {
            findings.good(grants, "left out as asked");
        }
    }

    private static boolean isLocal(Endpoint endpoint) {
        try {
            return InetAddress.getByName(endpoint.host()).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
