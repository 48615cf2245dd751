package dev.dunlin.embedded;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import kafka.server.BrokerServer;
import kafka.server.ControllerServer;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.server.SharedServer;
import org.apache.kafka.common.errors.NotControllerException;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.controller.ControllerRequestContext;
import org.apache.kafka.metadata.properties.MetaPropertiesEnsemble;
import org.apache.kafka.raft.QuorumConfig;
import org.apache.kafka.server.fault.FaultHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Kafka's own parts, put together as {@code kafka.server.KafkaRaftServer} does, but for two things
 * that class does not let us choose: listening sockets are bound before their ports are written
 * into the settings, so no other process can take a port in between; and a fatal fault is reported
 * instead of halting the whole JVM.
 */
final class KraftNode {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedBroker.class);

    private final Map<Integer, ServerSocketChannel> sockets;
    private final SharedServer shared;
    private final ControllerServer controller;
    private final BrokerServer broker;
    private final int clientPort;

    KraftNode(Path log, BrokerFaults faults, int port) throws IOException {
        var clients = bind(port);
        var controllers = bind(0);
        sockets = Map.of(port(clients), clients, port(controllers), controllers);
        clientPort = port(clients);
        var config = new KafkaConfig(BrokerSettings.of(log, clientPort, port(controllers)), false);
        var disk = KafkaRaftServer.initializeLogDirs(config, LOG, "");
        shared = shared(config, disk._1, faults);
        controller = new ControllerServer(shared, KafkaRaftServer.configSchema(), disk._2);
        broker = new BrokerServer(shared);
    }

    private SharedServer shared(
            KafkaConfig config, MetaPropertiesEnsemble properties, BrokerFaults faults) {
        return new SharedServer(
                config,
                properties,
                Time.SYSTEM,
                new Metrics(),
                CompletableFuture.completedFuture(
                        QuorumConfig.parseVoterConnections(config.quorumConfig().voters())),
                List.of(),
                (name, fatal, action) -> faultHandler(faults, name, fatal, action),
                (_, address, _, _) -> sockets.get(address.getPort()));
    }

    private static FaultHandler faultHandler(
            BrokerFaults faults, String name, boolean fatal, Runnable action) {
        return (message, cause) -> {
            action.run();
            return faults.report(name + ": " + message, cause, fatal);
        };
    }

    private static ServerSocketChannel bind(int port) throws IOException {
        var socket = ServerSocketChannel.open();
        socket.configureBlocking(false);
        socket.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), 200);
        return socket;
    }

    private static int port(ServerSocketChannel socket) {
        return socket.socket().getLocalPort();
    }

    void start() throws Exception {
        controller.startup();
        endEarlierSession();
        broker.startup();
        new InternalTopics(broker, controller.controller()).createMissing();
    }

    /** Else the controller takes us for a second broker until the dead one's session runs out. */
    private void endEarlierSession() throws Exception {
        var image = new FirstImage();
        shared.loader().installPublishers(List.of(image)).get(30, SECONDS);
        var registered = image.get().cluster().broker(BrokerSettings.NODE_ID) != null;
        shared.loader().removeAndClosePublisher(image).get(30, SECONDS);
        if (registered) {
            unregister();
        }
    }

    private void unregister() throws Exception {
        var context = new ControllerRequestContext(new LocalRequest(), OptionalLong.empty());
        var deadline = System.nanoTime() + SECONDS.toNanos(30);
        while (true) {
            try {
                controller.controller().unregisterBroker(context, BrokerSettings.NODE_ID).get();
                return;
            } catch (ExecutionException e) {
                var tooEarly = e.getCause() instanceof NotControllerException;
                if (!tooEarly || System.nanoTime() > deadline) {
                    throw e;
                }
                LockSupport.parkNanos(MILLISECONDS.toNanos(1)); // the only voter, so about to lead
            }
        }
    }

    void stop(Duration timeout) {
        broker.shutdown(timeout);
        controller.shutdown();
        sockets.values().forEach(KraftNode::closeQuietly);
    }

    private static void closeQuietly(ServerSocketChannel socket) {
        try {
            socket.close();
        } catch (IOException e) {
            LOG.debug("listening socket did not close", e);
        }
    }

    BrokerServer broker() {
        return broker;
    }

    int clientPort() {
        return clientPort;
    }
}
