package dev.dunlin.postgres;

import java.io.IOException;
import java.io.InputStream;
import org.postgresql.util.ByteConverter;

/**
 * Makes one message of many while the rows of a {@code COPY … TO STDOUT} come in. The server sends
 * a message for each row, and the driver takes them one by one, with a lock, an array and a state
 * machine for each; who only hands bytes on does not need to know where rows end.
 *
 * <p>Only in the answer to a question that was asked within {@link #WANTED}, from {@code
 * CopyOutResponse} to the first message that is neither a row nor a notice; all else passes as it
 * is, and so does everything inside TLS, which cannot be read here. Messages are those of protocol
 * 3.0 (PostgreSQL's documentation, chapter "Message Formats"): a type, four bytes of length that
 * count themselves, and the content. One thread asks and reads.
 */
final class JoinedRowsInput extends InputStream {

    /** Bound while a statement is sent whose rows may come joined. */
    static final ScopedValue<Boolean> WANTED = ScopedValue.newInstance();

    private static final int HEADER = 5;
    private static final int JOINED = 64 << 10;
    private static final byte QUERY = 'Q';
    private static final byte COPY_OUT_RESPONSE = 'H';
    private static final byte COPY_DATA = 'd';

    /** Messages that may come in between: NoticeResponse, ParameterStatus, NotificationResponse. */
    private static final String ANY_TIME = "NSA";

    private enum Phase {
        /** Bytes pass unseen. */
        OFF,
        /** The answer that has rows is about to come. */
        ASKED,
        /** Rows come. */
        ROWS
    }

    private final BurstInput in;
    private final byte[] raw = new byte[256 << 10];
    private int from;
    private int to;
    private final byte[] joined = new byte[JOINED];
    private int joinedFrom;
    private int joinedTo;

    /** Bytes of the message at the front that pass as they are. */
    private long passing;

    private volatile Phase phase = Phase.OFF;

    JoinedRowsInput(BurstInput in) {
        this.in = in;
    }

    /** Something is sent that begins with this byte: what follows is an answer to it. */
    void asked(byte first) {
        in.asked();
        if (first == QUERY && WANTED.isBound()) {
            phase = Phase.ASKED;
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (phase == Phase.OFF && from == to && joinedFrom == joinedTo) {
            return in.read(bytes, offset, length);
        }
        while (joinedFrom == joinedTo && passing == 0) {
            if (!next()) {
                return -1;
            }
        }
        if (joinedFrom < joinedTo) {
            int taken = Math.min(length, joinedTo - joinedFrom);
            System.arraycopy(joined, joinedFrom, bytes, offset, taken);
            joinedFrom += taken;
            return taken;
        }
        return pass(bytes, offset, length);
    }

    private int pass(byte[] bytes, int offset, int length) throws IOException {
        if (from == to && !fill()) {
            return -1;
        }
        int taken = (int) Math.min(Math.min(length, to - from), passing);
        System.arraycopy(raw, from, bytes, offset, taken);
        from += taken;
        passing -= taken;
        return taken;
    }

    /**
     * Looks at the message at the front and says how it goes on; false at the end of the stream.
     */
    private boolean next() throws IOException {
        if (phase == Phase.OFF) {
            passing = (long) to - from;
            return true;
        }
        while (to - from < HEADER) {
            if (!fill()) {
                return false;
            }
        }
        byte type = raw[from];
        passing = length(from);
        if (phase == Phase.ASKED && type == COPY_OUT_RESPONSE) {
            phase = Phase.ROWS;
        } else if (phase == Phase.ROWS && type == COPY_DATA) {
            return passing > JOINED || join();
        } else if (ANY_TIME.indexOf(type) < 0) {
            phase = Phase.OFF;
            passing = (long) to - from;
        }
        return true;
    }

    /** Of as many rows as are there whole, and fit, one message. */
    private boolean join() throws IOException {
        passing = 0;
        while (to - from < length(from)) {
            if (!fill()) {
                return false;
            }
        }
        int end = HEADER;
        while (to - from >= HEADER && raw[from] == COPY_DATA) {
            long length = length(from);
            if (length > to - from || end + length - HEADER > JOINED) {
                break;
            }
            int content = (int) length - HEADER;
            System.arraycopy(raw, from + HEADER, joined, end, content);
            end += content;
            from += HEADER + content;
        }
        joined[0] = COPY_DATA;
        ByteConverter.int4(joined, 1, end - 1);
        joinedFrom = 0;
        joinedTo = end;
        return true;
    }

    /** Bytes of the message that begins there, its type included. */
    private long length(int at) {
        return 1 + Integer.toUnsignedLong(ByteConverter.int4(raw, at + 1));
    }

    /** More bytes behind those that are there; false at the end of the stream. */
    private boolean fill() throws IOException {
        if (from > 0) {
            System.arraycopy(raw, from, raw, 0, to - from);
            to -= from;
            from = 0;
        }
        int found = in.read(raw, to, raw.length - to);
        to += Math.max(found, 0);
        return found >= 0;
    }

    @Override
    public int available() throws IOException {
        int here = joinedTo - joinedFrom + to - from;
        return here > 0 ? here : in.available();
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
