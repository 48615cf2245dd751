package dev.dunlin.sink;

import dev.dunlin.postgres.Quietly;
import dev.dunlin.protocol.DatabaseAddress;
import dev.dunlin.protocol.DatabasePair;
import dev.dunlin.protocol.Job;
import dev.dunlin.protocol.MigrationName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/** Connections of one loader, by database, used again and again. One thread. */
final class RowConnections implements AutoCloseable {

    private static final int KEPT_IDLE = 2;

    private final TargetSessions sessions;
    private final Job.LoadRows job;
    private final Map<String, Deque<Connection>> idle = new HashMap<>();

    RowConnections(TargetSessions sessions, Job.LoadRows job) {
        this.sessions = sessions;
        this.job = job;
    }

    /** A connection without an open transaction to the target of a source database. */
    Connection take(String sourceDatabase) throws SQLException {
        Connection waiting = idleOf(sourceDatabase).pollFirst();
        return waiting != null ? waiting : open(sourceDatabase);
    }

    private Connection open(String sourceDatabase) throws SQLException {
        DatabaseAddress target = new DatabaseAddress(job.target(), targetOf(sourceDatabase));
        Connection connection = sessions.openForRows(target);
        try {
            MigrationName migration = job.migration();
            sessions.ownership(connection).require(migration, target.database());
            connection.commit();
            return connection;
        } catch (SQLException | RuntimeException e) {
            Quietly.close(connection);
            throw e;
        }
    }

    private String targetOf(String sourceDatabase) {
        return job.databases().stream()
                .filter(pair -> pair.source().equals(sourceDatabase))
                .map(DatabasePair::target)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no database " + sourceDatabase));
    }

    void giveBack(String sourceDatabase, Connection connection) {
        Deque<Connection> waiting = idleOf(sourceDatabase);
        if (waiting.size() < KEPT_IDLE) {
            waiting.addFirst(connection);
        } else {
            Quietly.close(connection);
        }
    }

    private Deque<Connection> idleOf(String sourceDatabase) {
        return idle.computeIfAbsent(sourceDatabase, _ -> new ArrayDeque<>());
    }

    /** Closes those that wait, because the server they lead to may have restarted. */
    void closeIdle() {
        idle.values().forEach(waiting -> waiting.forEach(Quietly::close));
        idle.clear();
    }

    @Override
    public void close() {
        closeIdle();
    }
}
