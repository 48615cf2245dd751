package dev.dunlin.cdc;

import dev.dunlin.messaging.WorkContext;
import dev.dunlin.protocol.CaptureNames;
import dev.dunlin.protocol.Finding;
import dev.dunlin.protocol.Job.CaptureChanges;
import dev.dunlin.protocol.OnlineSettings.SlotLimits;
import dev.dunlin.protocol.OnlineSettings.SlotPolicy;
import dev.dunlin.protocol.Position;
import dev.dunlin.protocol.Report;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * Looks at the source each second: how far it is, what the slot costs it, and whether the slot is
 * still what it was. Lives as long as the job, so that nothing is told twice.
 */
final class SourceWatch {

    private static final String UNRESERVED = "unreserved";
    private static final int LOOKS_FOR_TABLES = 5;

    private final WorkContext context;
    private final Set<Long> toldTables = new HashSet<>();
    private CaptureChanges job;
    private NewTables tables;
    private boolean overLimit;
    private boolean atRisk;
    private int looks;

    SourceWatch(CaptureChanges job, WorkContext context) {
        this.job = job;
        this.context = context;
        this.tables = new NewTables(job, toldTables);
    }

    /** Goes on with another specification. */
    void update(CaptureChanges changed) {
        job = changed;
        tables = new NewTables(changed, toldTables);
    }

    /**
     * One look.
     *
     * @param confirmed what the server was told at most; asked after the slot was looked at, since
     *     it moves meanwhile
     * @throws dev.dunlin.protocol.FailureException when the slot is not what it was, or has to go
     */
    void look(Connection connection, LongSupplier confirmed) throws SQLException {
        String database = job.source().database();
        String slot = CaptureNames.of(job.migration(), database).slot();
        SourceStatus status = SourceStatus.read(connection, slot);
        if (!status.present()) {
            throw CaptureFailures.slotMissing(slot, database);
        }
        if (status.walStatus().equals("lost")) {
            throw CaptureFailures.slotLost(slot);
        }
        long told = confirmed.getAsLong();
        if (status.confirmed() > told) {
            throw CaptureFailures.slotAdvanced(
                    slot, ReplicationSlot.lsn(status.confirmed()), ReplicationSlot.lsn(told));
        }
        SlotLimits limits = job.limits();
        boolean over =
                limits.maxRetainedBytes() > 0 && status.retained() > limits.maxRetainedBytes();
        context.position(position(status, over));
        if (over && limits.policy() == SlotPolicy.STOP) {
            throw CaptureFailures.slotOverLimit(slot, status.retained(), limits.maxRetainedBytes());
        }
        tellOfLimit(slot, status, over);
        tellOfRisk(slot, status);
        if (looks++ % LOOKS_FOR_TABLES == 0) {
            tell(tables.look(connection));
        }
    }

    private Position.AtSource position(SourceStatus status, boolean over) {
        return new Position.AtSource(
                job.migration(),
                job.source().database(),
                status.clock(),
                status.written(),
                ReplicationSlot.lsn(status.confirmed()),
                status.retained(),
                status.safe(),
                status.walStatus(),
                status.active(),
                over);
    }

    private void tellOfLimit(String slot, SourceStatus status, boolean over) {
        if (over == overLimit) {
            return;
        }
        overLimit = over;
        if (over) {
            tell(
                    List.of(
                            finding(
                                    "DUN-SRC-SLOT-LIMIT",
                                    "replication slot "
                                            + slot
                                            + " holds back "
                                            + status.retained()
                                            + " bytes of WAL, more than the limit of "
                                            + job.limits().maxRetainedBytes(),
                                    "See that the target keeps up and that the source has room.")));
        }
    }

    private void tellOfRisk(String slot, SourceStatus status) {
        boolean risk = status.walStatus().equals(UNRESERVED);
        if (risk == atRisk) {
            return;
        }
        atRisk = risk;
        if (risk) {
            tell(
                    List.of(
                            finding(
                                    "DUN-SRC-SLOT-RISK",
                                    "the server may remove WAL that replication slot "
                                            + slot
                                            + " needs at its next checkpoint",
                                    "Raise max_slot_wal_keep_size on the source at once.")));
        }
    }

    private Finding finding(String code, String message, String fix) {
        return Finding.warning(code, job.source().database(), "replication slot", message, fix);
    }

    private void tell(List<Finding> findings) {
        if (!findings.isEmpty()) {
            context.report(new Report.Noticed(job.migration(), findings));
        }
    }
}
