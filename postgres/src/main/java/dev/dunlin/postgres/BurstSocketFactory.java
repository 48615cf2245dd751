package dev.dunlin.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.time.Duration;
import javax.net.SocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Makes the sockets of every database connection: they read a long answer in bursts, see {@link
 * BurstInput}, join rows where that is wanted, see {@link JoinedRowsInput}, and listen to
 * interrupts, see {@link InterruptibleInput}. The driver finds this class by name.
 */
public final class BurstSocketFactory extends SocketFactory {

    /** The argument, for the driver, of a factory for replication connections. */
    static final String CHANGES = "changes";

    /**
     * What the kernel may gather of changes while their reader waits. It counts what packets take
     * in memory, several times what a walsender's small ones carry, so that a quarter of this is
     * enough to close the window; then they gather, as large packets, on the walsender's side.
     */
    private static final int CHANGES_BUFFER_BYTES = 128 << 10;

    /** Over a longer way a small window would cost throughput. */
    private static final Duration NEAR = Duration.ofMillis(2);

    private final BurstInput.Pace pace;

    /**
     * Called by the driver.
     *
     * @param use {@link #CHANGES}, or null
     */
    public BurstSocketFactory(@Nullable String use) {
        this.pace = CHANGES.equals(use) ? BurstInput.Pace.CHANGES : BurstInput.Pace.ROWS;
    }

    @Override
    public Socket createSocket() {
        return new BurstSocket(pace);
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return connected(new InetSocketAddress(host, port));
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress local, int localPort)
            throws IOException {
        return bound(new InetSocketAddress(host, port), local, localPort);
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return connected(new InetSocketAddress(host, port));
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort)
            throws IOException {
        return bound(new InetSocketAddress(host, port), local, localPort);
    }

    private Socket connected(InetSocketAddress to) throws IOException {
        return bound(to, null, 0);
    }

    private Socket bound(InetSocketAddress to, @Nullable InetAddress local, int port)
            throws IOException {
        Socket socket = new BurstSocket(pace);
        try {
            if (local != null) {
                socket.bind(new InetSocketAddress(local, port));
            }
            socket.connect(to);
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /** A socket whose input knows when something was asked. */
    private static final class BurstSocket extends Socket {

        private final Object lock = new Object();
        private final BurstInput.Pace pace;
        private volatile int timeoutMillis;
        private @Nullable JoinedRowsInput input;

        BurstSocket(BurstInput.Pace pace) {
            this.pace = pace;
        }

        /** Connecting takes one way there and back. */
        @Override
        public void connect(SocketAddress to, int timeout) throws IOException {
            long begin = System.nanoTime();
            super.connect(to, timeout);
            boolean near = System.nanoTime() - begin < NEAR.toNanos();
            if (near && pace == BurstInput.Pace.CHANGES) {
                setReceiveBufferSize(CHANGES_BUFFER_BYTES);
            }
            setSoTimeout(timeoutMillis);
        }

        /** Who waits for ever here looks up now and then, see {@link InterruptibleInput}. */
        @Override
        public void setSoTimeout(int millis) throws SocketException {
            timeoutMillis = millis;
            super.setSoTimeout(millis == 0 ? InterruptibleInput.LOOK_MILLIS : millis);
        }

        @Override
        public int getSoTimeout() {
            return timeoutMillis;
        }

        @Override
        public InputStream getInputStream() throws IOException {
            return input();
        }

        @Override
        public OutputStream getOutputStream() throws IOException {
            return new AskingOutput(super.getOutputStream(), input());
        }

        private JoinedRowsInput input() throws IOException {
            synchronized (lock) {
                JoinedRowsInput made = input;
                if (made == null) {
                    InputStream in =
                            new InterruptibleInput(
                                    super.getInputStream(), () -> timeoutMillis == 0, this);
                    made = new JoinedRowsInput(new BurstInput(in, pace));
                    input = made;
                }
                return made;
            }
        }
    }

    /** Tells the input of every question. */
    private static final class AskingOutput extends OutputStream {

        private final OutputStream out;
        private final JoinedRowsInput input;

        AskingOutput(OutputStream out, JoinedRowsInput input) {
            this.out = out;
            this.input = input;
        }

        @Override
        public void write(int value) throws IOException {
            input.asked((byte) value);
            out.write(value);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            if (length > 0) {
                input.asked(bytes[offset]);
            }
            out.write(bytes, offset, length);
        }

        @Override
        public void flush() throws IOException {
            out.flush();
        }

        @Override
        public void close() throws IOException {
            out.close();
        }
    }
}
