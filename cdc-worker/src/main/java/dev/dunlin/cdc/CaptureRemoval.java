package dev.dunlin.cdc;

import dev.dunlin.messaging.WorkContext;
import dev.dunlin.postgres.SqlFailures;
import dev.dunlin.postgres.TextLimits;
import dev.dunlin.protocol.CaptureMark;
import dev.dunlin.protocol.CaptureNames;
import dev.dunlin.protocol.CaptureTask.DropCapture;
import dev.dunlin.protocol.Report;
import dev.dunlin.protocol.Side;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Leaves a source database as it was found: no slot, no publication, no schema. */
final class CaptureRemoval {

    private static final Logger LOG = LoggerFactory.getLogger(CaptureRemoval.class);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
    private static final String IN_USE = "55006";
    private static final String UNDEFINED = "42704";

    private final SourceSessions sessions;

    CaptureRemoval(SourceSessions sessions) {
        this.sessions = sessions;
    }

    void drop(DropCapture task, WorkContext context) {
        String database = task.source().database();
        CaptureNames names = CaptureNames.of(task.migration(), database);
        try (Connection connection = sessions.writing(task.source(), task.migration())) {
            Publication publication = new Publication(connection, names.publication());
            CaptureMark ours = sessions.mark(task.migration());
            Optional<CaptureMark> other = publication.mark().filter(mark -> !mark.equals(ours));
            if (other.isPresent()) {
                LOG.info("{} of {} stays: it is of {}", names.slot(), database, other.get());
            } else {
                dropSlot(connection, names.slot(), database);
                publication.drop();
                new HeartbeatTable(names).drop(connection);
            }
            context.report(new Report.CaptureDropped(task.migration(), database));
        } catch (SQLException e) {
            throw SqlFailures.of(
                    e, Side.SOURCE, "removing capture from database " + TextLimits.name(database));
        }
    }

    /**
     * Drops the slot, ending whoever reads it: its job was given up before this was asked for. A
     * slot of that name that cannot be ours stays.
     */
    static void dropSlot(Connection connection, String name, String database) throws SQLException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            Optional<ReplicationSlot> slot = ReplicationSlot.find(connection, name);
            if (slot.isEmpty() || !slot.get().fits(database)) {
                return;
            }
            try {
                if (slot.get().held()) {
                    slot.get().endHolder(connection);
                } else {
                    slot.get().drop(connection);
                    return;
                }
            } catch (SQLException e) {
                boolean passing =
                        IN_USE.equals(e.getSQLState()) || UNDEFINED.equals(e.getSQLState());
                if (!passing || System.nanoTime() > deadline) {
                    throw e;
                }
            }
            if (System.nanoTime() > deadline) {
                throw CaptureFailures.slotBusy(name, "process " + slot.get().holder());
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }
}
