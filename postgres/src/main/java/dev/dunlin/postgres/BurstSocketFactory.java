package dev.dunlin.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import javax.net.SocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Makes the sockets of every database connection: they read a long answer in bursts, see {@link
 * BurstInput}, and join rows where that is wanted, see {@link JoinedRowsInput}. The driver finds
 * this class by name.
 */
public final class BurstSocketFactory extends SocketFactory {

    @Override
    public Socket createSocket() {
        return new BurstSocket();
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

    private static Socket connected(InetSocketAddress to) throws IOException {
        return bound(to, null, 0);
    }

    private static Socket bound(InetSocketAddress to, @Nullable InetAddress local, int port)
            throws IOException {
        Socket socket = new BurstSocket();
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
        private @Nullable JoinedRowsInput input;

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
                    made = new JoinedRowsInput(new BurstInput(super.getInputStream()));
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
