package dev.dunlin.cdc;

import dev.dunlin.protocol.CaptureNames;
import dev.dunlin.protocol.Failure;
import dev.dunlin.protocol.FailureException;
import dev.dunlin.protocol.FailureKind;
import dev.dunlin.protocol.Job.CaptureChanges;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * What must hold before a run of capture: the slot is there, is ours, stands where we left it and
 * is free. A slot that is not so is never repaired: changes may be missing.
 */
final class SlotCheck {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final Connection connection;
    private final CaptureChanges job;
    private final String slot;

    SlotCheck(Connection connection, CaptureChanges job) {
        this.connection = connection;
        this.job = job;
        this.slot = CaptureNames.of(job.migration(), job.source().database()).slot();
    }

    /**
     * Where the slot stands.
     *
     * @param known the last position that this migration may have confirmed; 0 when nobody knows
     */
    long confirmed(long known) throws SQLException {
        ReplicationSlot found = free();
        long start = ReplicationSlot.lsn(job.startLsn());
        if (found.confirmed() < start) {
            throw CaptureFailures.slotBehind(
                    slot, ReplicationSlot.lsn(found.confirmed()), job.startLsn());
        }
        if (known != 0 && found.confirmed() > Math.max(known, start)) {
            throw CaptureFailures.slotAdvanced(
                    slot,
                    ReplicationSlot.lsn(found.confirmed()),
                    ReplicationSlot.lsn(Math.max(known, start)));
        }
        return found.confirmed();
    }

    /** The slot, not lost and read by nobody: a reader of our own is one that was given up. */
    private ReplicationSlot free() throws SQLException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            ReplicationSlot found = usable();
            if (!found.held()) {
                return found;
            }
            String holder =
                    "process %d, application %s, user %s"
                            .formatted(found.holder(), found.holderName(), found.holderUser());
            if (!found.holderName().equals(SourceSessions.name(job.migration()))) {
                throw CaptureFailures.slotBusy(slot, holder);
            }
            if (System.nanoTime() > deadline) {
                throw stillBusy(holder);
            }
            found.endHolder(connection);
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    /** The slot, if it can be read at all. */
    ReplicationSlot usable() throws SQLException {
        String database = job.source().database();
        ReplicationSlot found =
                ReplicationSlot.find(connection, slot)
                        .orElseThrow(() -> CaptureFailures.slotMissing(slot, database));
        if (!found.fits(database)) {
            throw CaptureFailures.slotForeign(slot, found.misfit());
        }
        if (found.lost()) {
            throw CaptureFailures.slotLost(slot);
        }
        return found;
    }

    private FailureException stillBusy(String holder) {
        return new FailureException(
                new Failure(
                        "DUN-SRC-SLOT-BUSY",
                        FailureKind.SOURCE,
                        "an earlier reader of replication slot "
                                + slot
                                + " does not end: "
                                + holder,
                        "It is tried again."),
                true,
                null);
    }
}
