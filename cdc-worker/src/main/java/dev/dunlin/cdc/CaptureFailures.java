package dev.dunlin.cdc;

import dev.dunlin.protocol.CaptureMark;
import dev.dunlin.protocol.Failure;
import dev.dunlin.protocol.FailureException;
import dev.dunlin.protocol.FailureKind;

/** What can be wrong with a source that is followed, beyond what SQL itself reports. */
final class CaptureFailures {

    private static final String AGAIN =
            "Changes may be missing: cancel this migration and start another from a new copy.";

    private CaptureFailures() {}

    static FailureException slotMissing(String slot, String database) {
        return slot(
                "MISSING",
                "replication slot " + slot + " of database " + database + " is gone",
                AGAIN);
    }

    static FailureException slotForeign(String slot, String what) {
        return slot(
                "FOREIGN",
                "replication slot " + slot + " " + what + ", so it is not this migration's",
                "Drop or rename that slot, then resume.");
    }

    static FailureException otherInstallation(
            String publication, String database, CaptureMark other) {
        return source(
                "INSTALLATION",
                "publication and slot %s of database %s are migration %s's of another installation"
                                .formatted(publication, database, other.migration())
                        + " of Dunlin ("
                        + other.installation()
                        + ")",
                "Give this migration another name, or cancel that one there; when it is given up:"
                        + " dunlin leftovers.");
    }

    static FailureException slotLost(String slot) {
        return slot(
                "LOST",
                "the server has invalidated replication slot "
                        + slot
                        + ": WAL it needs was removed (max_slot_wal_keep_size)",
                AGAIN);
    }

    static FailureException slotBehind(String slot, String confirmed, String start) {
        return slot(
                "RECREATED",
                "replication slot "
                        + slot
                        + " stands at "
                        + confirmed
                        + ", before "
                        + start
                        + " where this migration's slot began",
                AGAIN);
    }

    static FailureException slotAdvanced(String slot, String confirmed, String known) {
        return slot(
                "ADVANCED",
                "somebody else moved replication slot "
                        + slot
                        + ", or made it anew: it stands at "
                        + confirmed
                        + ", this migration had confirmed "
                        + known
                        + " at most",
                AGAIN);
    }

    static FailureException slotBusy(String slot, String holder) {
        return slot(
                "BUSY",
                "replication slot " + slot + " is read by somebody else: " + holder,
                "Stop that reader, then resume.");
    }

    static FailureException slotOverLimit(String slot, long retained, long limit) {
        return slot(
                "LIMIT",
                "replication slot "
                        + slot
                        + " held back "
                        + retained
                        + " bytes of WAL, more than the limit of "
                        + limit
                        + "; it was dropped to keep the source safe",
                "Find out what slowed the migration down, or raise the limit; then cancel it and"
                        + " start another.");
    }

    static FailureException source(String code, String message, String action) {
        return FailureException.permanent(
                new Failure("DUN-SRC-" + code, FailureKind.SOURCE, message, action));
    }

    private static FailureException slot(String code, String message, String action) {
        return source("SLOT-" + code, message, action);
    }
}
