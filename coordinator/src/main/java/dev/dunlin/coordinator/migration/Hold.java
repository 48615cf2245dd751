package dev.dunlin.coordinator.migration;

import dev.dunlin.protocol.Snapshot;
import org.jspecify.annotations.Nullable;

/**
 * The snapshot a database is read under.
 *
 * @param request number of the last request to the holder
 * @param awaited whether an answer to that request is outstanding; nothing is read meanwhile
 * @param snapshot the last snapshot known, null before the first
 */
public record Hold(int request, boolean awaited, @Nullable Snapshot snapshot) {

    static final Hold NONE = new Hold(0, false, null);

    /** Whether work may be issued under {@link #current()}. */
    public boolean held() {
        return !awaited && snapshot != null;
    }

    /** The snapshot to read under. */
    public Snapshot current() {
        if (snapshot == null) {
            throw new IllegalStateException("no snapshot yet");
        }
        return snapshot;
    }
}
