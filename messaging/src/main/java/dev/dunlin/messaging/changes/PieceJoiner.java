package dev.dunlin.messaging.changes;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Joins the pieces of a batch. A batch whose last pieces never came, because its capture died, is
 * forgotten when another begins: its successor writes it again.
 */
final class PieceJoiner {

    private static final byte[] NOTHING = {};

    /** Made as large as it will be, or a little larger: a batch may take much of the memory. */
    private byte[] bodies = NOTHING;

    private int size;
    private @Nullable ChangeBatch first;
    private int expected;

    /** The batch this record completes, if it does. */
    Optional<ChangeBatch> add(long offset, byte[] record) {
        ChangeBatch head = ChangeBatch.read(offset, record);
        int piece = BigEndian.u16(record, 2);
        int pieces = BigEndian.u16(record, 4);
        if (piece == 0 && pieces <= 1) {
            forget();
            return Optional.of(head);
        }
        if (piece == 0) {
            forget();
            first = head;
            bodies = new byte[Math.multiplyExact(pieces, record.length - ChangeBatch.HEADER)];
        } else if (!follows(head, piece)) {
            forget();
            return Optional.empty();
        }
        int length = record.length - ChangeBatch.HEADER;
        if (size + length > bodies.length) {
            bodies = Arrays.copyOf(bodies, size + length);
        }
        System.arraycopy(record, ChangeBatch.HEADER, bodies, size, length);
        size += length;
        expected++;
        ChangeBatch begun = first;
        if (begun == null || expected < pieces) {
            return Optional.empty();
        }
        ChangeBatch whole = begun.joined(bodies, size, offset);
        forget();
        return Optional.of(whole);
    }

    private boolean follows(ChangeBatch head, int piece) {
        return first != null
                && piece == expected
                && head.head().epoch() == first.head().epoch()
                && head.head().sequence() == first.head().sequence();
    }

    /** Drops what was begun. */
    void forget() {
        first = null;
        expected = 0;
        bodies = NOTHING;
        size = 0;
    }
}
