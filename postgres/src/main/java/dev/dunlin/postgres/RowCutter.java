package dev.dunlin.postgres;

import dev.dunlin.protocol.CopyFormat;
import java.nio.ByteBuffer;

/**
 * Finds in a COPY message where its row lies and, if the first column is the row's key as text,
 * where that lies.
 */
final class RowCutter {

    private static final int SIGNATURE = 11;
    private static final int TRAILER = 2;

    private final boolean binary;
    private final boolean keyed;
    private boolean headerSeen;
    private int keyFrom;
    private int keyTo;
    private int rowFrom;

    /**
     * A cutter for one stream.
     *
     * @param keyed whether the first column is the key, to be told apart from the row
     */
    RowCutter(CopyFormat format, boolean keyed) {
        this.binary = format == CopyFormat.BINARY;
        this.keyed = keyed;
    }

    /** Looks at the next message; false when it holds no row. */
    boolean cut(byte[] message) {
        int start = binary ? afterHeader(message) : 0;
        if (binary && message.length - start == TRAILER && message[start] == -1) {
            return false;
        }
        rowFrom = start;
        if (keyed && binary) {
            keyFrom = start + Short.BYTES + Integer.BYTES;
            keyTo = keyFrom + ByteBuffer.wrap(message).getInt(start + Short.BYTES);
            rowFrom = keyTo;
        } else if (keyed) {
            keyFrom = start;
            keyTo = tab(message, start);
            rowFrom = keyTo + 1;
        }
        return true;
    }

    /** Signature, flags and an extension of given length stand before the first row. */
    private int afterHeader(byte[] message) {
        if (headerSeen) {
            return 0;
        }
        headerSeen = true;
        int extension = SIGNATURE + Integer.BYTES;
        return extension + Integer.BYTES + ByteBuffer.wrap(message).getInt(extension);
    }

    /** A tab inside of a value is escaped, so the first one ends the key. */
    private static int tab(byte[] message, int start) {
        int at = start;
        while (message[at] != '\t' && message[at] != '\n') {
            at++;
        }
        return at;
    }

    /** Where the key begins in the last message. */
    int keyFrom() {
        return keyFrom;
    }

    /** Where the key ends. */
    int keyTo() {
        return keyTo;
    }

    /** Where the row's own columns begin; they reach to the end of the message. */
    int rowFrom() {
        return rowFrom;
    }
}
