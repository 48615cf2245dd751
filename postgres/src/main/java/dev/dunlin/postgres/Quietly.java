package dev.dunlin.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends a connection whose further fate nobody depends on. */
public final class Quietly {

    private static final Logger log = LoggerFactory.getLogger(Quietly.class);

    private Quietly() {}

    /** Closes the connection, if there is one; the server rolls back what was open. */
    public static void close(@Nullable Connection connection) {
        if (connection == null) {
            return;
        }
        try {
            connection.close();
        } catch (SQLException e) {
            log.debug("closing a connection: {}", e.getSQLState());
        }
    }

    /** Cuts the connection, if there is one, without waiting for the server. */
    public static void abort(@Nullable Connection connection) {
        if (connection == null) {
            return;
        }
        try {
            connection.abort(Runnable::run);
        } catch (SQLException e) {
            log.debug("aborting a connection: {}", e.getSQLState());
        }
    }
}
