package dev.dunlin.cdc;

import dev.dunlin.messaging.WorkContext;
import dev.dunlin.postgres.SqlFailures;
import dev.dunlin.postgres.SqlFile;
import dev.dunlin.postgres.TextLimits;
import dev.dunlin.protocol.CaptureTask.FenceSource;
import dev.dunlin.protocol.CaptureTask.LiftFence;
import dev.dunlin.protocol.MigrationName;
import dev.dunlin.protocol.Report;
import dev.dunlin.protocol.Side;
import dev.dunlin.protocol.TableName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Makes a database read-only for new transactions, and ends those that are not new. Beside the
 * setting it leaves a note whose it is, its number and what was there before, so that lifting it
 * restores exactly that, never touches a setting of somebody else, and never undoes a later fence
 * when it comes late.
 */
final class SourceFence {

    private static final String READ_ONLY = "default_transaction_read_only";
    private static final String NOTE = "dunlin.fence";
    private static final int ROUNDS = 50;

    /** A session shows a moment after it has read its settings. */
    private static final int QUIET_ROUNDS = 3;

    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final String INSUFFICIENT_PRIVILEGE = "42501";

    private final SourceSessions sessions;

    SourceFence(SourceSessions sessions) {
        this.sessions = sessions;
    }

    void fence(FenceSource task, WorkContext context) {
        String database = task.source().database();
        try (Connection connection = sessions.writing(task.source(), task.migration())) {
            Map<String, String> settings = settings(connection);
            String note = settings.getOrDefault(NOTE, "");
            if (note.isEmpty() || (isOf(note, task.migration()) && number(note) < task.number())) {
                String before =
                        note.isEmpty() ? settings.getOrDefault(READ_ONLY, "") : before(note);
                String mine = task.migration() + ":" + task.number() + ":" + before;
                set(connection, database, mine, "on");
            }
            int ended = endOthers(connection, database);
            checkPrepared(connection, database);
            context.report(
                    new Report.SourceFenced(task.migration(), database, task.number(), ended));
        } catch (SQLException e) {
            throw SqlFailures.of(e, Side.SOURCE, "fencing database " + TextLimits.name(database));
        }
    }

    void lift(LiftFence task, WorkContext context) {
        String database = task.source().database();
        try (Connection connection = sessions.writing(task.source(), task.migration())) {
            String note = settings(connection).getOrDefault(NOTE, "");
            if (isOf(note, task.migration()) && number(note) < task.number()) {
                String before = before(note);
                set(connection, database, null, before.isEmpty() ? null : before);
            }
            context.report(new Report.FenceLifted(task.migration(), database, task.number()));
        } catch (SQLException e) {
            throw SqlFailures.of(
                    e, Side.SOURCE, "lifting the fence of database " + TextLimits.name(database));
        }
    }

    private static boolean isOf(String note, MigrationName migration) {
        return note.startsWith(migration + ":");
    }

    private static int number(String note) {
        return Integer.parseInt(note.split(":", -1)[1]);
    }

    private static String before(String note) {
        return note.split(":", -1)[2];
    }

    private static Map<String, String> settings(Connection connection) throws SQLException {
        Map<String, String> settings = new HashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery(
                                SqlFile.of(SourceFence.class, "database-settings").text())) {
            while (rows.next()) {
                String both = rows.getString(1);
                int equals = both.indexOf('=');
                settings.put(both.substring(0, equals), both.substring(equals + 1));
            }
        }
        return settings;
    }

    /** Note and setting change together, or neither does. */
    private static void set(
            Connection connection, String database, @Nullable String note, @Nullable String value)
            throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute(alter(database, NOTE, note));
            statement.execute(alter(database, READ_ONLY, value));
            connection.commit();
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    private static String alter(String database, String setting, @Nullable String value) {
        String what =
                value == null
                        ? " RESET " + setting
                        : " SET " + setting + " = '" + value.replace("'", "''") + "'";
        return "ALTER DATABASE " + TableName.quote(database) + what;
    }

    /**
     * Ends all other sessions that began before now, when the setting stood: later ones obey it.
     * One that was just beginning may show only after the others are ended.
     */
    private static int endOthers(Connection connection, String database) throws SQLException {
        String now = clock(connection);
        Set<Integer> ended = new HashSet<>();
        int quiet = 0;
        for (int round = 0; round < ROUNDS; round++) {
            Map<Integer, String> others = others(connection, now);
            quiet = others.isEmpty() ? quiet + 1 : 0;
            if (quiet == QUIET_ROUNDS) {
                return ended.size();
            }
            others.keySet().removeAll(ended);
            endAll(connection, database, others);
            ended.addAll(others.keySet());
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        throw CaptureFailures.source(
                "FENCE",
                "sessions of database " + TextLimits.name(database) + " do not end",
                "See what they do in pg_stat_activity, end them, and GRANT pg_read_all_stats to the"
                        + " user if it is not, then resume.");
    }

    private static void endAll(
            Connection connection, String database, Map<Integer, String> sessions)
            throws SQLException {
        List<String> refused = new ArrayList<>();
        for (Map.Entry<Integer, String> session : sessions.entrySet()) {
            if (!end(connection, session.getKey())) {
                refused.add(session.getValue());
            }
        }
        if (!refused.isEmpty()) {
            throw CaptureFailures.source(
                    "FENCE",
                    "sessions of users "
                            + TextLimits.some(refused.stream().distinct().toList())
                            + " in database "
                            + TextLimits.name(database)
                            + " cannot be ended by this user",
                    "End them, or GRANT pg_signal_backend and pg_read_all_stats to the user, then"
                            + " resume.");
        }
    }

    /**
     * A read-only session may commit what was prepared before: it would be lost after the switch.
     */
    private static void checkPrepared(Connection connection, String database) throws SQLException {
        List<String> prepared = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery(
                                "SELECT gid FROM pg_catalog.pg_prepared_xacts"
                                        + " WHERE database = pg_catalog.current_database()"
                                        + " ORDER BY prepared")) {
            while (rows.next()) {
                prepared.add(rows.getString(1));
            }
        }
        if (!prepared.isEmpty()) {
            throw CaptureFailures.source(
                    "FENCE",
                    "transactions of database "
                            + TextLimits.name(database)
                            + " are prepared and may yet be committed: "
                            + TextLimits.some(prepared),
                    "COMMIT PREPARED or ROLLBACK PREPARED them, then resume.");
        }
    }

    private static String clock(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("SELECT pg_catalog.clock_timestamp()::text")) {
            row.next();
            return row.getString(1);
        }
    }

    /** Other sessions that began until then, and their users. */
    private static Map<Integer, String> others(Connection connection, String until)
            throws SQLException {
        Map<Integer, String> others = new HashMap<>();
        try (PreparedStatement query =
                connection.prepareStatement(
                        SqlFile.of(SourceFence.class, "other-sessions").text())) {
            query.setString(1, until);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    others.put(rows.getInt("pid"), rows.getString("usename"));
                }
            }
        }
        return others;
    }

    private static boolean end(Connection connection, int pid) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT pg_catalog.pg_terminate_backend(?)")) {
            statement.setInt(1, pid);
            statement.execute();
            return true;
        } catch (SQLException e) {
            if (INSUFFICIENT_PRIVILEGE.equals(e.getSQLState())) {
                return false;
            }
            throw e;
        }
    }
}
