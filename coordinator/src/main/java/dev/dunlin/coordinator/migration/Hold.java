package dev.dunlin.coordinator.migration;

import dev.dunlin.protocol.Snapshot;

/**
 * The snapshot a database is read under.
 *
 * @param request number of the last request to the holder
 * @param awaited whether an answer to that request is outstanding; nothing is read meanwhile
 * @param snapshot the last snapshot known, {@link #UNKNOWN} before the first
 */
public record Hold(int request, boolean awaited, Snapshot snapshot) {

    private static final Snapshot UNKNOWN = new Snapshot("", "", "", "");

    static final Hold NONE = new Hold(0, false, UNKNOWN);

    /** Whether there ever was a snapshot. */
    public boolean known() {
        return !snapshot.id().isEmpty();
    }

    /** Whether work may be issued under {@link #current()}. */
    public boolean held() {
        return !awaited && known();
    }

    /** The snapshot to read under. */
    public Snapshot current() {
        if (!known()) {
            throw new IllegalStateException("no snapshot yet");
        }
        return snapshot;
    }
}
