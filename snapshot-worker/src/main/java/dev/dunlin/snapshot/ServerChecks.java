package dev.dunlin.snapshot;

import dev.dunlin.postgres.Concerned;
import dev.dunlin.postgres.ConnectionSafety;
import dev.dunlin.postgres.PostgresConnector;
import dev.dunlin.postgres.archive.PgTools;
import dev.dunlin.protocol.FailureException;
import dev.dunlin.protocol.MigrationMode;
import dev.dunlin.protocol.MigrationSpec;
import dev.dunlin.protocol.Severity;
import dev.dunlin.protocol.check.Checklist;
import dev.dunlin.protocol.check.Result;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What is the same for all databases of the source: version, client programs, what is free. */
final class ServerChecks {

    private static final String SCOPE = "source";
    private static final Duration LONG = Duration.ofMinutes(1);

    private final Connection connection;
    private final MigrationSpec spec;
    private final Checklist findings;

    ServerChecks(Connection connection, MigrationSpec spec, Checklist findings) {
        this.connection = connection;
        this.spec = spec;
        this.findings = findings;
    }

    /** Looks at the server and returns its server_version_num. */
    int run() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(CatalogQueries.text("server"))) {
            row.next();
            int version = row.getInt("version");
            say(SourceCheck.VERSION, version(version, row.getString("version_text")));
            say(
                    SourceCheck.ENCRYPTION,
                    ConnectionSafety.of(spec.source(), row.getBoolean("encrypted")));
            programs(version / 10_000);
            say(SourceCheck.STANDBY, standby(row.getBoolean("is_standby")));
            capacity();
            transactions();
            return version;
        }
    }

    private static Result version(int version, String text) {
        return Result.of(
                version / 10_000 >= PostgresConnector.OLDEST_MAJOR,
                Severity.FAILED,
                "the source is PostgreSQL " + text,
                "Upgrade the source to PostgreSQL "
                        + PostgresConnector.OLDEST_MAJOR
                        + " or newer first.");
    }

    private void programs(int major) {
        try {
            PgTools tools = PgTools.find();
            tools.requireFor(major);
            boolean holes = tools.version().hasKnownHoles();
            say(
                    SourceCheck.PROGRAMS,
                    Result.of(
                            !holes,
                            Severity.WARNING,
                            "pg_dump and pg_restore have version "
                                    + tools.version()
                                    + (holes ? ", in which security holes are known" : ""),
                            "Install the newest minor version of postgresql-client."));
        } catch (FailureException e) {
            findings.failed(SourceCheck.PROGRAMS.description().title(), SCOPE, e.failure());
        }
    }

    private static Result standby(boolean standby) {
        return standby
                ? Result.warning(
                        "the source is a standby: replay may cancel the snapshot's transaction",
                        "Set hot_standby_feedback=on and max_standby_streaming_delay=-1 for the"
                                + " time of the migration.")
                : Result.good("the source is a primary");
    }

    private void capacity() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(CatalogQueries.text("server-capacity"))) {
            row.next();
            int free = row.getInt("free_connections");
            int needed = spec.settings().parallelism() + 2 * spec.databases().size() + 1;
            say(
                    SourceCheck.CONNECTIONS,
                    Result.of(
                                    free >= needed,
                                    Severity.WARNING,
                                    "%d connections are free for %s, %d are needed"
                                            .formatted(free, spec.source().user(), needed),
                                    SourceCheck.CONNECTIONS.description().remedy())
                            .seenBy("max_connections = " + row.getString("max_connections")));
            String threshold = row.getString("snapshot_threshold");
            say(
                    SourceCheck.OLD_SNAPSHOT,
                    Result.of(
                            threshold.equals("-1"),
                            Severity.WARNING,
                            threshold.equals("-1")
                                    ? "snapshots do not expire"
                                    : "old_snapshot_threshold is "
                                            + threshold
                                            + ": a snapshot that is read for longer is lost",
                            SourceCheck.OLD_SNAPSHOT.description().remedy()));
        }
    }

    private void transactions() throws SQLException {
        boolean online = spec.mode() == MigrationMode.ONLINE;
        say(
                SourceCheck.PREPARED,
                Concerned.of(
                        CatalogQueries.names(connection, "prepared-transactions"),
                        online ? Severity.FAILED : Severity.WARNING,
                        online
                                ? "prepared transactions, which making a slot waits for"
                                : "prepared transactions, whose rows do not move",
                        "COMMIT PREPARED or ROLLBACK PREPARED each of them."));
        say(
                SourceCheck.LONG_TRANSACTIONS,
                Concerned.of(
                        longTransactions(connection, LONG),
                        Severity.WARNING,
                        "transactions that have been writing for over a minute, "
                                + (online
                                        ? "which making a slot waits for"
                                        : "whose rows do not move"),
                        "Let them end, or end them with pg_terminate_backend(pid)."));
    }

    /** Who has been writing for longer than this in one transaction. */
    static List<String> longTransactions(Connection connection, Duration age) throws SQLException {
        List<String> found = new ArrayList<>();
        try (PreparedStatement query =
                connection.prepareStatement(CatalogQueries.text("long-transactions"))) {
            query.setLong(1, age.toSeconds());
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    found.add(rows.getString(1));
                }
            }
        }
        return found;
    }

    private void say(SourceCheck check, Result result) {
        findings.add(check, SCOPE, result);
    }
}
