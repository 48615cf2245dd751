package dev.dunlin.sink;

import dev.dunlin.postgres.Concerned;
import dev.dunlin.postgres.SqlFile;
import dev.dunlin.protocol.DatabaseAddress;
import dev.dunlin.protocol.DatabasePair;
import dev.dunlin.protocol.Failure;
import dev.dunlin.protocol.FailureException;
import dev.dunlin.protocol.MigrationSpec;
import dev.dunlin.protocol.ServerFacts;
import dev.dunlin.protocol.Severity;
import dev.dunlin.protocol.TableName;
import dev.dunlin.protocol.check.Checklist;
import dev.dunlin.protocol.check.Result;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Looks at one target database, which may not be there yet. */
final class DatabaseValidation {

    private static final SqlFile DATABASE = SqlFile.of(DatabaseValidation.class, "target-database");

    private final TargetSessions sessions;
    private final MigrationSpec spec;
    private final DatabaseAddress target;
    private final String scope;
    private final TargetServer server;
    private final Checklist findings;

    DatabaseValidation(
            TargetSessions sessions,
            MigrationSpec spec,
            DatabasePair pair,
            TargetServer server,
            Checklist findings) {
        this.sessions = sessions;
        this.spec = spec;
        this.target = new DatabaseAddress(spec.target(), pair.target());
        this.scope = pair.source();
        this.server = server;
        this.findings = findings;
    }

    private void say(TargetCheck check, Result result) {
        findings.add(check, scope, result);
    }

    /** Compares with the source's database as far as it is known. */
    void look(Optional<ServerFacts.DatabaseFacts> source, LocaleProbe locales) {
        differsFromSource();
        if (server.databases().contains(target.database())) {
            lookInside(source);
        } else {
            missing(source, locales);
        }
    }

    private void differsFromSource() {
        boolean same =
                spec.source().host().equals(spec.target().host())
                        && spec.source().port() == spec.target().port()
                        && scope.equals(target.database());
        say(
                TargetCheck.SAME,
                Result.of(
                        !same,
                        Severity.FAILED,
                        same
                                ? "source and target are the same database " + target.database()
                                : scope + " and " + target.database() + " are two databases",
                        "name another target database"));
    }

    private void missing(Optional<ServerFacts.DatabaseFacts> source, LocaleProbe locales) {
        boolean may = server.rights().createDatabases();
        say(
                TargetCheck.DATABASE,
                Result.of(
                        may,
                        Severity.FAILED,
                        may
                                ? "database " + target.database() + " will be created"
                                : "database "
                                        + target.database()
                                        + " is not there and "
                                        + spec.target().user()
                                        + " may not create it",
                        "ALTER ROLE … CREATEDB, or create the database from template0"));
        if (may) {
            source.filter(facts -> facts.encoding().equals(server.encoding()))
                    .ifPresent(facts -> say(TargetCheck.LOCALE, locale(facts, locales)));
        }
    }

    private Result locale(ServerFacts.DatabaseFacts facts, LocaleProbe locales) {
        Optional<String> refusal = locales.refusal(facts, target.database());
        if (refusal.isEmpty()) {
            return Result.good("the target knows the source's locale " + facts.collate());
        }
        return refusal.get().equals("42501")
                ? Result.warning(
                        "whether the target knows locale "
                                + facts.collate()
                                + " could not be tried",
                        "")
                : Result.failed(
                        "the target does not know locale %s of the source (SQLSTATE %s)"
                                .formatted(facts.collate(), refusal.get()),
                        "install the locale there and restart it, or create the database with"
                                + " another");
    }

    private void lookInside(Optional<ServerFacts.DatabaseFacts> source) {
        try {
            sessions.run(
                    target,
                    "looking at target database " + target.database(),
                    connection -> {
                        privileges(connection, source);
                        content(connection);
                        surroundings(connection);
                        return true;
                    });
        } catch (FailureException e) {
            if (e.retryable()) {
                throw e;
            }
            findings.failed(TargetCheck.DATABASE.description().title(), scope, e.failure());
        }
    }

    private void privileges(Connection connection, Optional<ServerFacts.DatabaseFacts> source)
            throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(DATABASE.text())) {
            row.next();
            List<String> lacking = new ArrayList<>();
            if (!row.getBoolean("may_create")) {
                lacking.add("CREATE");
            }
            if (!row.getBoolean("may_temporary")) {
                lacking.add("TEMPORARY");
            }
            say(TargetCheck.DATABASE, Result.good("database " + target.database() + " is there"));
            say(
                    TargetCheck.PRIVILEGE,
                    Concerned.of(
                            lacking,
                            Severity.FAILED,
                            "privileges lacking on database " + target.database(),
                            "GRANT ALL ON DATABASE "
                                    + TableName.quote(target.database())
                                    + " TO "
                                    + TableName.quote(spec.target().user())));
            String encoding = row.getString("encoding");
            String collate = row.getString("collate");
            source.ifPresent(
                    facts -> {
                        say(TargetCheck.ENCODING, encoding(facts, encoding));
                        say(TargetCheck.LOCALE, collate(facts, collate));
                    });
        }
    }

    private static Result encoding(ServerFacts.DatabaseFacts facts, String encoding) {
        if (encoding.equals(facts.encoding())) {
            return Result.good("both databases have encoding " + encoding);
        }
        return encoding.equals("UTF8") && !facts.encoding().equals("SQL_ASCII")
                ? Result.warning(
                        "the source has encoding %s, the target UTF8: text is converted"
                                .formatted(facts.encoding()),
                        "")
                : Result.failed(
                        "the source has encoding %s, the target %s"
                                .formatted(facts.encoding(), encoding),
                        "drop the target database: it is created with the source's encoding");
    }

    private static Result collate(ServerFacts.DatabaseFacts facts, String collate) {
        boolean same = collate.equals(facts.collate());
        return Result.of(
                same,
                Severity.WARNING,
                same
                        ? "both sort by " + collate
                        : "the source sorts by %s, the target by %s"
                                .formatted(facts.collate(), collate),
                "drop the target database to have it created with the source's locale");
    }

    private void content(Connection connection) throws SQLException {
        Ownership ownership = sessions.ownership(connection);
        Optional<Ownership.Owner> owner = ownership.owner();
        if (owner.isPresent() && !isAbandoned(ownership, owner.get())) {
            return;
        }
        UserContent content = UserContent.of(connection);
        String found = "target database " + target.database() + " holds " + content.summary();
        if (content.isEmpty()) {
            say(
                    TargetCheck.CONTENT,
                    Result.good("target database " + target.database() + " is empty"));
        } else if (spec.settings().overwrite()) {
            say(
                    TargetCheck.CONTENT,
                    Result.warning(found + "; all of it will be dropped, as asked", ""));
            say(
                    TargetCheck.DROPPING,
                    Concerned.of(
                            Catalog.names(connection, "foreign-owners"),
                            Severity.FAILED,
                            "owners of what is to be dropped, for whom the user may not act",
                            "GRANT these roles to " + TableName.quote(spec.target().user())));
        } else {
            say(
                    TargetCheck.CONTENT,
                    Result.failed(found, "name another database, empty it, or allow --overwrite"));
        }
    }

    /** Whether what is there is an abandoned migration's and will be dropped, as asked. */
    private boolean isAbandoned(Ownership ownership, Ownership.Owner owner) throws SQLException {
        if (owner.isOf(sessions.installation())) {
            String seen = target.database() + " is known to this installation only";
            say(TargetCheck.INSTALLATION, Result.good(seen));
        }
        if (ownership.isOurs(owner, spec.name())) {
            say(
                    TargetCheck.BUSY,
                    Result.good(target.database() + " holds what this migration began"));
            return false;
        }
        Failure refusal = ownership.refusal(target.database(), owner);
        if (owner.isOf(sessions.installation())) {
            say(TargetCheck.BUSY, Result.failed(refusal.message(), refusal.action()));
            return false;
        }
        int sessionsAtWork = ownership.sessionsAtWork();
        String seen = refusal.message() + "; sessions of it: " + sessionsAtWork;
        boolean dropped = sessionsAtWork == 0 && spec.settings().overwrite();
        say(
                TargetCheck.INSTALLATION,
                dropped
                        ? Result.warning(seen + "; what it left will be dropped, as asked", "")
                        : Result.failed(seen, refusal.action()));
        return dropped;
    }

    private void surroundings(Connection connection) throws SQLException {
        say(
                TargetCheck.IN_USE,
                Concerned.of(
                        Catalog.names(connection, "other-sessions"),
                        Severity.WARNING,
                        "other sessions in the target database",
                        TargetCheck.IN_USE.description().remedy()));
        List<String> triggers = Catalog.names(connection, "active-event-triggers");
        say(
                TargetCheck.EVENT_TRIGGERS,
                Concerned.of(
                        triggers,
                        Severity.WARNING,
                        "event triggers that act on what the migration makes",
                        triggers.stream()
                                .map(name -> "ALTER EVENT TRIGGER " + name + " DISABLE;")
                                .collect(Collectors.joining(" "))));
    }
}
