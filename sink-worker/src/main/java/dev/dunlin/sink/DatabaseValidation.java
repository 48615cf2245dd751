package dev.dunlin.sink;

import dev.dunlin.postgres.SqlFile;
import dev.dunlin.protocol.DatabaseAddress;
import dev.dunlin.protocol.DatabasePair;
import dev.dunlin.protocol.FailureException;
import dev.dunlin.protocol.MigrationSpec;
import dev.dunlin.protocol.ServerFacts;
import dev.dunlin.protocol.Severity;
import dev.dunlin.protocol.TableName;
import dev.dunlin.sink.Findings.Check;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks at one target database, which may not be there yet. */
final class DatabaseValidation {

    private static final SqlFile DATABASE = SqlFile.of(DatabaseValidation.class, "target-database");

    private final TargetSessions sessions;
    private final MigrationSpec spec;
    private final DatabaseAddress target;
    private final String scope;
    private final TargetServer server;
    private final Findings findings;

    DatabaseValidation(
            TargetSessions sessions,
            MigrationSpec spec,
            DatabasePair pair,
            TargetServer server,
            Findings findings) {
        this.sessions = sessions;
        this.spec = spec;
        this.target = new DatabaseAddress(spec.target(), pair.target());
        this.scope = pair.source();
        this.server = server;
        this.findings = findings;
    }

    private Check check(String code, String title) {
        return new Check(scope, code, title);
    }

    /** Compares with the source's database as far as it is known. */
    void look(Optional<ServerFacts.DatabaseFacts> source, LocaleProbe locales) {
        differsFromSource();
        if (server.databases().contains(target.database())) {
            lookInside(source);
        } else {
            missing(source, locales);
        }
        source.ifPresent(this::needs);
    }

    private void differsFromSource() {
        boolean same =
                spec.source().host().equals(spec.target().host())
                        && spec.source().port() == spec.target().port()
                        && scope.equals(target.database());
        if (same) {
            findings.fail(
                    check("DUN-TGT-SAME", "Two databases"),
                    "source and target are the same database " + target.database(),
                    "name another target database");
        }
    }

    private void missing(Optional<ServerFacts.DatabaseFacts> source, LocaleProbe locales) {
        Check check = check("DUN-TGT-DATABASE", "Database");
        if (!server.mayCreateDatabases()) {
            findings.fail(
                    check,
                    "database "
                            + target.database()
                            + " is not there and "
                            + spec.target().user()
                            + " may not create it",
                    "ALTER ROLE … CREATEDB, or create the database from template0");
            return;
        }
        findings.good(check, "database " + target.database() + " will be created");
        source.filter(facts -> facts.encoding().equals(server.encoding()))
                .ifPresent(facts -> locale(facts, locales));
    }

    private void locale(ServerFacts.DatabaseFacts facts, LocaleProbe locales) {
        Check check = check("DUN-TGT-LOCALE", "Locale");
        Optional<String> refusal = locales.refusal(facts, target.database());
        if (refusal.isEmpty()) {
            findings.good(check, "the target knows the source's locale " + facts.collate());
        } else if (refusal.get().equals("42501")) {
            findings.warn(
                    check,
                    "whether the target knows locale " + facts.collate() + " could not be tried",
                    "");
        } else {
            findings.fail(
                    check,
                    "the target does not know locale %s of the source (SQLSTATE %s)"
                            .formatted(facts.collate(), refusal.get()),
                    "install the locale there and restart it, or create the database with another");
        }
    }

    private void lookInside(Optional<ServerFacts.DatabaseFacts> source) {
        try {
            sessions.run(
                    target,
                    "looking at target database " + target.database(),
                    connection -> {
                        privileges(connection, source);
                        content(connection);
                        return true;
                    });
        } catch (FailureException e) {
            if (e.retryable()) {
                throw e;
            }
            findings.fail(
                    check(e.failure().code(), "Database"),
                    e.failure().message(),
                    e.failure().action());
        }
    }

    private void privileges(Connection connection, Optional<ServerFacts.DatabaseFacts> source)
            throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(DATABASE.text())) {
            row.next();
            Check check = check("DUN-TGT-PRIVILEGE", "Privileges");
            List<String> lacking = new ArrayList<>();
            if (!row.getBoolean("may_create")) {
                lacking.add("CREATE");
            }
            if (!row.getBoolean("may_temporary")) {
                lacking.add("TEMPORARY");
            }
            findings.about(
                    check,
                    Severity.FAILED,
                    "privileges lacking on database " + target.database(),
                    lacking,
                    "GRANT ALL ON DATABASE "
                            + TableName.quote(target.database())
                            + " TO "
                            + TableName.quote(spec.target().user()));
            if (row.getBoolean("read_only")) {
                findings.fail(
                        check("DUN-TGT-READONLY", "Writable"),
                        "database " + target.database() + " is read-only",
                        "ALTER DATABASE … RESET default_transaction_read_only");
            }
            String encoding = row.getString("encoding");
            String collate = row.getString("collate");
            source.ifPresent(facts -> encoding(facts, encoding, collate));
        }
    }

    private void encoding(ServerFacts.DatabaseFacts facts, String encoding, String collate) {
        Check check = check("DUN-TGT-ENCODING", "Encoding");
        if (encoding.equals(facts.encoding())) {
            findings.good(check, "both databases have encoding " + encoding);
        } else if (encoding.equals("UTF8") && !facts.encoding().equals("SQL_ASCII")) {
            findings.warn(
                    check,
                    "the source has encoding %s, the target UTF8: text is converted"
                            .formatted(facts.encoding()),
                    "");
        } else {
            findings.fail(
                    check,
                    "the source has encoding %s, the target %s"
                            .formatted(facts.encoding(), encoding),
                    "drop the target database: it is created with the source's encoding");
        }
        if (!collate.equals(facts.collate())) {
            findings.warn(
                    check("DUN-TGT-LOCALE", "Locale"),
                    "the source sorts by %s, the target by %s".formatted(facts.collate(), collate),
                    "drop the target database to have it created with the source's locale");
        }
    }

    private void content(Connection connection) throws SQLException {
        Check check = check("DUN-TGT-NOT-EMPTY", "Content");
        Optional<String> owner = new Ledger(connection).owner();
        if (owner.isPresent()) {
            ledger(owner.get());
            return;
        }
        UserContent content = UserContent.of(connection);
        String found = "target database " + target.database() + " holds " + content.summary();
        if (content.isEmpty()) {
            findings.good(check, "target database " + target.database() + " is empty");
        } else if (spec.settings().overwrite()) {
            findings.warn(check, found + "; all of it will be dropped, as asked", "");
        } else {
            findings.fail(check, found, "name another database, empty it, or allow --overwrite");
        }
    }

    private void ledger(String owner) {
        Check check = check("DUN-TGT-BUSY", "Content");
        if (owner.equals(spec.name().value())) {
            findings.good(check, target.database() + " holds what this migration began");
        } else {
            var busy = Ledger.busy(target.database(), owner).failure();
            findings.fail(check, busy.message(), busy.action());
        }
    }

    /** Extensions and collations the source's database needs, and the space it takes. */
    private void needs(ServerFacts.DatabaseFacts facts) {
        List<String> missing = new ArrayList<>();
        List<String> differing = new ArrayList<>();
        facts.extensions()
                .forEach(
                        (name, version) -> {
                            String available = server.extensions().get(name);
                            if (available == null) {
                                missing.add(name);
                            } else if (!available.equals(version)) {
                                differing.add(name + " " + version + " → " + available);
                            }
                        });
        findings.about(
                check("DUN-TGT-EXTENSION", "Extensions"),
                Severity.FAILED,
                "extensions of the source cannot be installed on the target",
                missing,
                "install their packages on the target, or drop the extensions on the source");
        if (!differing.isEmpty()) {
            findings.about(
                    check("DUN-TGT-EXTENSION-VERSION", "Extension versions"),
                    Severity.WARNING,
                    "extensions get another version",
                    differing,
                    "read their release notes");
        }
        findings.about(
                check("DUN-TGT-COLLATION", "Collations"),
                Severity.FAILED,
                "collations of the source are not known to the target",
                facts.collations().stream()
                        .map(TableName::name)
                        .filter(name -> !server.collations().contains(name))
                        .toList(),
                "install the locales there and run pg_import_system_collations");
        findings.good(
                check("DUN-TGT-DISK", "Disk space"),
                "the target needs about %d MB; what is free there cannot be seen"
                        .formatted(facts.bytes() / 1_000_000));
    }
}
