package dev.dunlin.postgres;

import dev.dunlin.protocol.DatabaseAddress;
import dev.dunlin.protocol.Failure;
import dev.dunlin.protocol.FailureException;
import dev.dunlin.protocol.Side;
import java.sql.SQLException;
import java.util.Objects;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Names why a connection could not be opened. */
final class ConnectFailures {

    private ConnectFailures() {}

    /** The failure of an attempt to connect; only what may pass by itself is retryable. */
    static FailureException of(SQLException cause, DatabaseAddress address, Side side) {
        String state = Objects.requireNonNullElse(cause.getSQLState(), "08001");
        Reason reason = reason(cause, state);
        String message =
                "cannot connect to %s database %s on host %s port %d as user %s: %s (SQLSTATE %s)"
                        .formatted(
                                side.label(),
                                TextLimits.name(address.database()),
                                address.endpoint().host(),
                                address.endpoint().port(),
                                address.endpoint().user(),
                                SqlFailures.primaryMessage(cause),
                                state);
        Failure failure =
                new Failure(
                        SqlFailures.prefix(side) + reason.code,
                        SqlFailures.kind(side),
                        message,
                        reason.action);
        return new FailureException(failure, reason == Reason.BUSY || starting(state), cause);
    }

    private static boolean starting(String state) {
        return state.startsWith("57P") || state.equals("08006");
    }

    private static Reason reason(SQLException cause, String state) {
        if (state.startsWith("28")) {
            return SqlFailures.primaryMessage(cause).contains("encryption")
                    ? Reason.TLS_REQUIRED
                    : Reason.AUTH;
        }
        if (state.equals("3D000")) {
            return Reason.DATABASE;
        }
        if (state.equals("53300") || state.startsWith("57P")) {
            return Reason.BUSY;
        }
        return aboutTls(cause) ? Reason.TLS : Reason.CONNECT;
    }

    private static boolean aboutTls(@Nullable Throwable cause) {
        for (Throwable t = cause; t != null; t = t.getCause()) {
            String text = Objects.requireNonNullElse(t.getMessage(), "");
            boolean nameIsWrong = text.contains("could not be verified by hostnameverifier");
            if (t instanceof SSLException || text.contains("SSL") || nameIsWrong) {
                return true;
            }
        }
        return false;
    }

    private enum Reason {
        CONNECT(
                "CONNECT",
                "Check that the server runs, that host and port are right, and that a firewall or"
                        + " listen_addresses does not keep this machine out."),
        AUTH(
                "AUTH",
                "Check the user, where the password comes from, and the server's pg_hba.conf."),
        TLS_REQUIRED(
                "TLS",
                "pg_hba.conf refuses this combination of host, user, database and encryption:"
                        + " check it, or connect with sslmode=require."),
        TLS(
                "TLS",
                "Check sslmode and sslrootcert against the server's certificate: its name, its"
                        + " authority and its expiry."),
        DATABASE("DATABASE", "Check the database name; nothing was created."),
        BUSY(
                "BUSY",
                "The server is starting, stopping or out of connections; it is tried again."
                        + " Free connections or raise max_connections if it persists.");

        private final String code;
        private final String action;

        Reason(String code, String action) {
            this.code = code;
            this.action = action;
        }
    }
}
