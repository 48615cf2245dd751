package dev.dunlin.snapshot;

import dev.dunlin.postgres.PostgresConnector;
import dev.dunlin.postgres.archive.PgTools;
import dev.dunlin.protocol.Endpoint;
import dev.dunlin.protocol.FailureException;
import dev.dunlin.protocol.Finding;
import dev.dunlin.protocol.Severity;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** What is the same for all databases of the source: version, encryption, client programs. */
final class ServerChecks {

    private static final String SCOPE = "source";

    private ServerChecks() {}

    /** Looks at the server and returns its server_version_num. */
    static int run(Connection connection, Endpoint endpoint, Checklist findings)
            throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(CatalogQueries.text("server"))) {
            row.next();
            int version = row.getInt("version");
            findings.add(version(version, row.getString("version_text")));
            findings.add(encryption(row.getBoolean("encrypted"), endpoint));
            findings.add(programs(version / 10_000));
            if (row.getBoolean("is_standby")) {
                findings.add(standby());
            }
            return version;
        }
    }

    private static Finding version(int version, String text) {
        boolean supported = version / 10_000 >= PostgresConnector.OLDEST_MAJOR;
        return new Finding(
                "DUN-SRC-VERSION",
                supported ? Severity.SUCCEEDED : Severity.FAILED,
                SCOPE,
                "Version",
                "the source is PostgreSQL " + text,
                supported
                        ? ""
                        : "Upgrade the source to PostgreSQL "
                                + PostgresConnector.OLDEST_MAJOR
                                + " or newer first.");
    }

    private static Finding encryption(boolean encrypted, Endpoint endpoint) {
        boolean fine = encrypted || isLocal(endpoint.host());
        return new Finding(
                "DUN-SRC-TLS",
                fine ? Severity.SUCCEEDED : Severity.WARNING,
                SCOPE,
                "Encryption",
                encrypted
                        ? "the connection uses TLS"
                        : "the connection to " + endpoint.host() + " is not encrypted",
                fine ? "" : "Set sslmode=verify-full, or require where no authority is at hand.");
    }

    private static boolean isLocal(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private static Finding programs(int major) {
        try {
            PgTools tools = PgTools.find();
            tools.requireFor(major);
            boolean holes = tools.version().hasKnownHoles();
            return new Finding(
                    "DUN-TOOL-PGDUMP",
                    holes ? Severity.WARNING : Severity.SUCCEEDED,
                    SCOPE,
                    "Client programs",
                    "pg_dump and pg_restore have version "
                            + tools.version()
                            + (holes ? ", in which security holes are known" : ""),
                    holes ? "Install the newest minor version of postgresql-client." : "");
        } catch (FailureException e) {
            return new Finding(
                    e.failure().code(),
                    Severity.FAILED,
                    SCOPE,
                    "Client programs",
                    e.failure().message(),
                    e.failure().action());
        }
    }

    private static Finding standby() {
        return new Finding(
                "DUN-SRC-STANDBY",
                Severity.WARNING,
                SCOPE,
                "Standby",
                "the source is a standby: replay may cancel the snapshot's transaction",
                "Set hot_standby_feedback=on and max_standby_streaming_delay=-1 for the time of"
                        + " the migration.");
    }
}
