package dev.dunlin.sink;

import dev.dunlin.postgres.SqlFailures;
import dev.dunlin.protocol.DatabaseAddress;
import dev.dunlin.protocol.FailureException;
import dev.dunlin.protocol.ServerFacts;
import dev.dunlin.protocol.Side;
import dev.dunlin.protocol.TableName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes a target database like its source, from template0, when it is not there. */
final class DatabaseCreation {

    private static final Logger log = LoggerFactory.getLogger(DatabaseCreation.class);
    private static final List<String> MAINTENANCE_DATABASES = List.of("postgres", "template1");
    private static final String DUPLICATE_DATABASE = "42P04";
    private static final int LOCALE_PROVIDERS = 15;
    private static final int BUILTIN_PROVIDER = 17;

    private final TargetSessions sessions;

    DatabaseCreation(TargetSessions sessions) {
        this.sessions = sessions;
    }

    /** Makes the database unless it is there; whether it was made now. */
    boolean ensure(DatabaseAddress target, ServerFacts.DatabaseFacts source) {
        return fromMaintenance(
                target,
                connection ->
                        !exists(connection, target.database())
                                && create(connection, target.database(), source));
    }

    /**
     * Runs work in a database of the server that is always there, or in the target itself where the
     * others refuse the user.
     */
    <T> T fromMaintenance(DatabaseAddress target, TargetSessions.Work<T> work) {
        String doing = "looking for target database " + target.database();
        for (String database : MAINTENANCE_DATABASES) {
            try {
                DatabaseAddress maintenance = new DatabaseAddress(target.endpoint(), database);
                return sessions.run(maintenance, doing, work);
            } catch (FailureException e) {
                if (!refusesOnlyThisDatabase(e)) {
                    throw e;
                }
                log.debug("{} cannot be used: {}", database, e.failure().code());
            }
        }
        return sessions.run(target, doing, work);
    }

    /** The database is not there, or pg_hba.conf or a missing CONNECT keeps the user out of it. */
    private static boolean refusesOnlyThisDatabase(FailureException failure) {
        String code = failure.failure().code();
        return code.equals("DUN-TGT-DATABASE")
                || code.equals("DUN-TGT-AUTH")
                || (failure.getCause() instanceof SQLException cause
                        && "42501".equals(cause.getSQLState()));
    }

    static boolean exists(Connection connection, String database) throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement(
                        "SELECT FROM pg_catalog.pg_database WHERE datname = ?")) {
            query.setString(1, database);
            try (ResultSet row = query.executeQuery()) {
                return row.next();
            }
        }
    }

    private static boolean create(
            Connection connection, String database, ServerFacts.DatabaseFacts source)
            throws SQLException {
        int major = connection.getMetaData().getDatabaseMajorVersion();
        try (Statement statement = connection.createStatement()) {
            statement.execute(createStatement(database, source, major));
            log.info("created target database {}", database);
            return true;
        } catch (SQLException e) {
            if (!DUPLICATE_DATABASE.equals(e.getSQLState())) {
                throw SqlFailures.of(e, Side.TARGET, "creating database " + database);
            }
            return false;
        }
    }

    /** The statement that makes a database with the encoding and locale of its source. */
    static String createStatement(
            String database, ServerFacts.DatabaseFacts source, int targetMajor) {
        StringBuilder sql = new StringBuilder("CREATE DATABASE ");
        sql.append(TableName.quote(database)).append(" TEMPLATE template0");
        sql.append(" ENCODING ").append(literal(source.encoding()));
        sql.append(" LC_COLLATE ").append(literal(source.collate()));
        sql.append(" LC_CTYPE ").append(literal(source.ctype()));
        boolean icu = source.localeProvider().equals("icu") && targetMajor >= LOCALE_PROVIDERS;
        boolean builtin =
                source.localeProvider().equals("builtin") && targetMajor >= BUILTIN_PROVIDER;
        if (icu) {
            sql.append(" LOCALE_PROVIDER icu ICU_LOCALE ").append(literal(source.locale()));
        } else if (builtin) {
            sql.append(" LOCALE_PROVIDER builtin BUILTIN_LOCALE ");
            sql.append(literal(source.locale()));
        } else if (targetMajor >= LOCALE_PROVIDERS) {
            sql.append(" LOCALE_PROVIDER libc");
        }
        return sql.toString();
    }

    static String literal(String text) {
        String quoted = "'" + text.replace("'", "''") + "'";
        return text.indexOf('\\') < 0 ? quoted : " E" + quoted.replace("\\", "\\\\");
    }
}
