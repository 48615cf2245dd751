package dev.dunlin.protocol;

import java.util.List;

/**
 * Whether one database could cut over now. Topic {@link Topics#READINESS}, key: migration name.
 *
 * @param at epoch milliseconds of the source's clock
 * @param ready whether nothing stands against it
 * @param lagMillis age of the newest source transaction that is on the target, 0 when the target
 *     has everything; -1 while it is not known
 * @param lagBytes WAL written on the source and not yet applied; -1 while it is not known
 * @param pendingChanges row changes captured and not yet applied
 * @param capturedPerSecond row changes captured, lately
 * @param appliedPerSecond row changes applied, lately
 * @param catchUpMillis time to catch up at these rates; 0 when caught up, -1 when it will not
 * @param retainedBytes WAL the slot holds back
 * @param overSlotLimit whether that is above the migration's limit
 * @param blockers what stands against it
 */
public record Readiness(
        MigrationName migration,
        String database,
        long at,
        boolean ready,
        long lagMillis,
        long lagBytes,
        long pendingChanges,
        long capturedPerSecond,
        long appliedPerSecond,
        long catchUpMillis,
        long retainedBytes,
        boolean overSlotLimit,
        List<Blocker> blockers) {

    public Readiness {
        blockers = List.copyOf(blockers);
    }

    /** One reason, with a stable code and the figures in the message. */
    public record Blocker(String code, String message) {}
}
