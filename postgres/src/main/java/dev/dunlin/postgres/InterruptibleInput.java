package dev.dunlin.postgres;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.function.BooleanSupplier;

/**
 * Lets an interrupt end a read that waits for ever: the socket is closed, as when a virtual thread
 * is interrupted in a read. The threads that read are not virtual, and for those Java's sockets do
 * not listen; so a read that may take for ever times out every {@link #LOOK_MILLIS} and goes on. A
 * socket in which bytes arrive is not ended.
 */
final class InterruptibleInput extends InputStream {

    /** What the socket's timeout is meanwhile, in milliseconds. */
    static final int LOOK_MILLIS = 500;

    private final InputStream in;
    private final BooleanSupplier forEver;
    private final Closeable socket;

    /**
     * @param forEver whether who reads set no timeout of his own
     */
    InterruptibleInput(InputStream in, BooleanSupplier forEver, Closeable socket) {
        this.in = in;
        this.forEver = forEver;
        this.socket = socket;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        while (true) {
            try {
                return in.read(bytes, offset, length);
            } catch (SocketTimeoutException e) {
                if (!forEver.getAsBoolean()) {
                    throw e;
                }
                if (Thread.currentThread().isInterrupted()) {
                    socket.close();
                    throw new SocketException("interrupted while waiting for the server");
                }
            }
        }
    }

    @Override
    public int available() throws IOException {
        return in.available();
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
