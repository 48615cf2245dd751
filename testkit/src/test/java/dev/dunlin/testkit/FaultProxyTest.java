package dev.dunlin.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Against a server that sends back what it gets. */
@Timeout(30)
final class FaultProxyTest {
    private ServerSocket server;
    private FaultProxy proxy;
    private Socket client;

    @BeforeEach
    void connect() throws IOException {
        server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::echo);
        proxy = FaultProxy.to("127.0.0.1", server.getLocalPort());
        client = open();
        client.setTcpNoDelay(true);
    }

    private Socket open() throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), proxy.port());
    }

    private void echo() {
        while (true) {
            try {
                var socket = server.accept();
                Thread.ofVirtual().start(() -> echo(socket));
            } catch (IOException _) {
                return; // closed
            }
        }
    }

    private static void echo(Socket socket) {
        try (socket) {
            socket.getInputStream().transferTo(socket.getOutputStream());
        } catch (IOException _) {
            // the client is gone
        }
    }

    @AfterEach
    void close() throws IOException {
        client.close();
        proxy.close();
        server.close();
    }

    @Test
    void carriesBothDirectionsAndTheEnd() throws IOException {
        assertThat(sent("hello")).isEqualTo("hello");
        client.shutdownOutput();
        assertThat(client.getInputStream().read()).isEqualTo(-1);
        Await.until("the connection is gone", () -> proxy.connections() == 0);
    }

    @Test
    void cutResetsWhatIsOpenAndLetsNewConnectionsIn() throws IOException {
        assertThat(sent("hello")).isEqualTo("hello");

        proxy.cut();

        assertThatThrownBy(() -> client.getInputStream().read())
                .isInstanceOf(SocketException.class)
                .hasMessageContaining("reset");
        client = open();
        assertThat(sent("again")).isEqualTo("again");
    }

    @Test
    void blackholeIsSilentUntilItEnds() throws IOException {
        assertThat(sent("hello")).isEqualTo("hello");
        proxy.blackhole(true);
        client.getOutputStream().write("later".getBytes(UTF_8));
        client.setSoTimeout(100);
        assertThatThrownBy(() -> client.getInputStream().read())
                .isInstanceOf(SocketTimeoutException.class);

        proxy.blackhole(false);

        client.setSoTimeout(0);
        assertThat(client.getInputStream().readNBytes(5)).asString().isEqualTo("later");
    }

    @Test
    void cutsWhenSoManyBytesHavePassed() throws IOException {
        assertThat(sent("hello")).isEqualTo("hello");
        proxy.cutAfterBytes(8);

        client.getOutputStream().write("123456".getBytes(UTF_8));

        assertThat(client.getInputStream().readNBytes(2)).asString().isEqualTo("12");
        assertThatThrownBy(() -> client.getInputStream().read())
                .isInstanceOf(SocketException.class);
    }

    @Test
    void delayAndThrottleTakeTheirTime() throws IOException {
        proxy.delay(Duration.ofMillis(50));
        assertThat(duration(() -> sent("hello"))).isGreaterThan(Duration.ofMillis(100));
        proxy.heal();

        proxy.throttle(100_000);
        assertThat(duration(() -> sent("x".repeat(20_000)))).isGreaterThan(Duration.ofMillis(190));
    }

    @Test
    void refusesNewConnectionsOnly() throws IOException {
        assertThat(sent("hello")).isEqualTo("hello");
        proxy.refuse(true);

        try (var other = open()) {
            assertThatThrownBy(() -> other.getInputStream().read())
                    .isInstanceOf(SocketException.class);
        }
        assertThat(sent("still here")).isEqualTo("still here");
    }

    @Test
    void aServerThatIsNotThereShowsAsAReset() throws IOException {
        server.close();

        try (var other = open()) {
            assertThatThrownBy(() -> other.getInputStream().read())
                    .isInstanceOf(SocketException.class);
        }
    }

    private String sent(String text) throws IOException {
        client.getOutputStream().write(text.getBytes(UTF_8));
        return new String(client.getInputStream().readNBytes(text.length()), UTF_8);
    }

    private interface Action {
        Object run() throws IOException;
    }

    private static Duration duration(Action action) throws IOException {
        var start = System.nanoTime();
        action.run();
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
