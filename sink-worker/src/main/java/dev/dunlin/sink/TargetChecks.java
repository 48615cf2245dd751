package dev.dunlin.sink;

import dev.dunlin.postgres.Concerned;
import dev.dunlin.postgres.ConnectionSafety;
import dev.dunlin.protocol.MigrationMode;
import dev.dunlin.protocol.MigrationSpec;
import dev.dunlin.protocol.RoleFacts;
import dev.dunlin.protocol.Roles;
import dev.dunlin.protocol.ServerFacts;
import dev.dunlin.protocol.ServerFacts.DatabaseFacts;
import dev.dunlin.protocol.Severity;
import dev.dunlin.protocol.check.Checklist;
import dev.dunlin.protocol.check.Result;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What is the same for every database of a target. */
final class TargetChecks {

    static final String SCOPE = "target";

    private final TargetServer server;
    private final MigrationSpec spec;
    private final ServerFacts facts;
    private final Checklist findings;

    TargetChecks(TargetServer server, MigrationSpec spec, ServerFacts facts, Checklist findings) {
        this.server = server;
        this.spec = spec;
        this.facts = facts;
        this.findings = findings;
    }

    /**
     * Adds the server's findings.
     *
     * @param mayReplay whether changes could be applied, for an online migration
     */
    void run(boolean mayReplay) {
        String user = spec.target().user();
        say(TargetCheck.CONNECT, Result.good("user " + user + " can connect"));
        say(TargetCheck.VERSION, version());
        say(TargetCheck.WRITABLE, writable());
        say(TargetCheck.ENCRYPTION, ConnectionSafety.of(spec.target(), server.encrypted()));
        say(TargetCheck.CONNECTIONS, connections());
        say(TargetCheck.REPLICAS, replicas());
        var parameters = new ParameterComparison(facts.parameters(), server.parameters());
        say(TargetCheck.PARAMETERS, parameters.behaviour());
        say(TargetCheck.CAPACITY, parameters.capacity());
        say(TargetCheck.ROLES, roles());
        say(TargetCheck.OWNERS, owners());
        say(TargetCheck.GRANTS, grants());
        if (spec.mode() == MigrationMode.ONLINE) {
            say(TargetCheck.REPLICA_ROLE, ReplicaRole.result(mayReplay, server, user));
        }
    }

    private Result version() {
        int sourceMajor = facts.version() / 10_000;
        boolean fine = server.version() / 10_000 >= sourceMajor;
        return Result.of(
                fine,
                Severity.FAILED,
                "the target is PostgreSQL "
                        + server.versionText()
                        + (fine ? "" : ", older than the source's " + sourceMajor),
                "choose a target of the source's version or newer");
    }

    private Result writable() {
        if (server.inRecovery()) {
            return Result.failed("the target is a standby", "connect to its primary");
        }
        var readOnly = server.parameters().get("default_transaction_read_only");
        return readOnly != null && readOnly.value().equals("on")
                ? Result.warning(
                        "transactions of the target are read-only unless they say otherwise;"
                                + " those of the migration do",
                        "ALTER SYSTEM RESET default_transaction_read_only; then reload")
                : Result.good("the target is a primary");
    }

    private Result connections() {
        int free = server.state().freeConnections();
        int needed = 2 * spec.settings().parallelism() + spec.databases().size() + 1;
        return Result.of(
                free >= needed,
                Severity.WARNING,
                "%d connections are free for %s, %d are needed"
                        .formatted(free, spec.target().user(), needed),
                TargetCheck.CONNECTIONS.description().remedy());
    }

    private Result replicas() {
        TargetServer.State state = server.state();
        boolean synchronous = !state.synchronousStandbys().isBlank();
        return Result.of(
                        state.replicas() == 0 && !synchronous,
                        Severity.WARNING,
                        state.replicas()
                                + " replicas are attached"
                                + (synchronous ? "; commits wait for synchronous ones" : ""),
                        TargetCheck.REPLICAS.description().remedy())
                .seenBy("synchronous_standby_names = '" + state.synchronousStandbys() + "'");
    }

    private Result roles() {
        if (spec.settings().roles() == Roles.SKIP) {
            return Result.good("not looked at, as asked");
        }
        List<RoleFacts> missing =
                facts.roles().stream().filter(role -> !known(role.name())).toList();
        List<String> names = missing.stream().map(RoleFacts::name).toList();
        if (spec.settings().roles() == Roles.CHECK) {
            return Concerned.of(
                    names,
                    Severity.WARNING,
                    "roles that the target lacks",
                    missing.stream().map(RoleCreation::statement).collect(Collectors.joining(" ")));
        }
        if (!missing.isEmpty() && !server.rights().createRoles()) {
            return Concerned.of(
                    names,
                    Severity.FAILED,
                    "roles to make, which " + spec.target().user() + " may not",
                    "ALTER ROLE … CREATEROLE, or --roles check");
        }
        return Concerned.of(names, Severity.SUCCEEDED, "roles that will be made", "");
    }

    private boolean known(String role) {
        return server.roles().all().contains(role);
    }

    /** Roles that will be made can be given objects and privileges. */
    private boolean willBeMade(String role) {
        return spec.settings().roles() == Roles.COPY
                && !known(role)
                && facts.roles().stream().anyMatch(facts -> facts.name().equals(role));
    }

    private Result owners() {
        String user = spec.target().user();
        if (!spec.settings().owners() || spec.settings().roles() == Roles.SKIP) {
            return Result.good(
                    spec.settings().owners()
                            ? "not looked at, as asked"
                            : "left out as asked: " + user + " will own all");
        }
        return Concerned.of(
                named(DatabaseFacts::owners, server.roles().assignable()),
                Severity.WARNING,
                "owning roles missing or not assignable; the target user will own instead",
                "create them and grant them to " + user);
    }

    private Result grants() {
        if (!spec.settings().grants() || spec.settings().roles() == Roles.SKIP) {
            return Result.good(
                    spec.settings().grants() ? "not looked at, as asked" : "left out as asked");
        }
        return Concerned.of(
                named(DatabaseFacts::grantees, server.roles().all()),
                Severity.WARNING,
                "granted roles missing; what is granted to them is left out",
                "create them before the migration");
    }

    private List<String> named(Function<DatabaseFacts, List<String>> roles, Set<String> good) {
        return facts.databases().stream()
                .flatMap(database -> roles.apply(database).stream())
                .distinct()
                .filter(role -> !good.contains(role) && !willBeMade(role))
                .toList();
    }

    private void say(TargetCheck check, Result result) {
        findings.add(check, SCOPE, result);
    }
}
