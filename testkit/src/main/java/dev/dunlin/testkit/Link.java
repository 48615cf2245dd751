package dev.dunlin.testkit;

import java.io.IOException;
import java.net.Socket;

/** One connection through the proxy, carried by two threads. */
final class Link {
    private final Socket client;
    private final Socket server;
    private final Faults faults;

    Link(Socket client, Socket server, Faults faults) throws IOException {
        this.client = client;
        this.server = server;
        this.faults = faults;
        client.setTcpNoDelay(true);
        server.setTcpNoDelay(true);
    }

    /** Returns when both directions have ended. */
    void carry() {
        var back = Thread.ofVirtual().start(() -> pump(server, client));
        pump(client, server);
        try {
            back.join();
        } catch (InterruptedException _) {
            reset();
        }
        closeQuietly(client);
        closeQuietly(server);
    }

    private void pump(Socket from, Socket to) {
        try {
            var in = from.getInputStream();
            var out = to.getOutputStream();
            while (true) {
                var piece = new byte[faults.pieceBytes()];
                var read = in.read(piece);
                if (read < 0) {
                    to.shutdownOutput();
                    return;
                }
                out.write(piece, 0, faults.pass(read));
                faults.cutIfDue();
            }
        } catch (IOException | InterruptedException _) {
            reset();
        }
    }

    void reset() {
        reset(client);
        reset(server);
    }

    /** Closing with no time to linger makes the other side see a reset, not an end. */
    static void reset(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
        } catch (IOException _) {
            // closed already
        }
        closeQuietly(socket);
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException _) {
            // nothing left to do for it
        }
    }
}
