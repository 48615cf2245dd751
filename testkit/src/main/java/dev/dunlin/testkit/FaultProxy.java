package dev.dunlin.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A network that fails on demand: listens on the loopback address, passes everything on to one
 * server, and can cut, silence, delay or slow down what it carries. Faults may be changed at any
 * time and hold for connections that exist as for those to come.
 */
public final class FaultProxy implements AutoCloseable {
    private static final int BACKLOG = 100;

    private final ServerSocket listener;
    private final String host;
    private final int port;
    private final Set<Link> links = ConcurrentHashMap.newKeySet();
    private final Faults faults = new Faults(this::cut);

    private FaultProxy(String host, int port) throws IOException {
        this.host = host;
        this.port = port;
        listener = new ServerSocket(0, BACKLOG, InetAddress.ofLiteral("127.0.0.1"));
    }

    public static FaultProxy to(String host, int port) {
        try {
            var proxy = new FaultProxy(host, port);
            Thread.ofVirtual().name("fault-proxy").start(proxy::accept);
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                var client = listener.accept();
                Thread.ofVirtual().start(() -> connect(client));
            } catch (IOException _) {
                return; // closed
            }
        }
    }

    private void connect(Socket client) {
        try {
            if (faults.refuses()) {
                Link.reset(client);
                return;
            }
            var link = new Link(client, new Socket(host, port), faults);
            links.add(link);
            link.carry();
            links.remove(link);
        } catch (IOException _) {
            Link.reset(client); // the server itself is not there
        }
    }

    public int port() {
        return listener.getLocalPort();
    }

    /** Connections that are open now. */
    public int connections() {
        return links.size();
    }

    /** Resets every connection; new ones are accepted. */
    public void cut() {
        links.forEach(Link::reset);
    }

    /** While on, nothing passes in either direction and nobody is told. */
    public void blackhole(boolean on) {
        faults.blackhole(on);
    }

    /** While on, new connections are reset at once. */
    public void refuse(boolean on) {
        faults.refuse(on);
    }

    /** Holds back everything read for so long, in both directions. */
    public void delay(Duration delay) {
        faults.delay(delay);
    }

    /** Limits each direction of each connection; zero for no limit. */
    public void throttle(long bytesPerSecond) {
        faults.throttle(bytesPerSecond);
    }

    /** Cuts once, when so many more bytes have passed over all connections in both directions. */
    public void cutAfterBytes(long bytes) {
        faults.cutAfterBytes(bytes);
    }

    /** Back to a network that works; what is open stays open. */
    public void heal() {
        faults.heal();
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        faults.heal();
        cut();
    }
}
