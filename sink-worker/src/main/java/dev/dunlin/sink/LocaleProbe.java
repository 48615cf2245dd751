package dev.dunlin.sink;

import dev.dunlin.protocol.DatabaseAddress;
import dev.dunlin.protocol.Endpoint;
import dev.dunlin.protocol.ServerFacts;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/**
 * Asks a server whether it knows a locale, by making a collation of it in a transaction that is
 * rolled back: the one answer that is never a guess.
 */
final class LocaleProbe {

    private final TargetSessions sessions;
    private final Endpoint server;

    LocaleProbe(TargetSessions sessions, Endpoint server) {
        this.sessions = sessions;
        this.server = server;
    }

    /** Why a database with the source's locale cannot be made; empty when it can. */
    Optional<String> refusal(ServerFacts.DatabaseFacts source, String database) {
        return new DatabaseCreation(sessions)
                .fromMaintenance(
                        new DatabaseAddress(server, database),
                        connection -> refusal(connection, source));
    }

    private static Optional<String> refusal(Connection connection, ServerFacts.DatabaseFacts source)
            throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute(
                    "CREATE COLLATION pg_temp.dunlin_probe (provider = libc, lc_collate = "
                            + literal(source.collate())
                            + ", lc_ctype = "
                            + literal(source.ctype())
                            + ")");
            if (source.localeProvider().equals("icu")) {
                statement.execute(
                        "CREATE COLLATION pg_temp.dunlin_probe_icu (provider = icu, locale = "
                                + literal(source.locale())
                                + ")");
            }
            return Optional.empty();
        } catch (SQLException e) {
            return Optional.of(String.valueOf(e.getSQLState()));
        } finally {
            connection.rollback();
        }
    }

    private static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
