package dev.dunlin.embedded;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Kafka broker inside this JVM, for one machine and one owner.
 *
 * <p>Acknowledged data survives the death of the process (it does not survive the loss of the
 * machine: flushing is left to the operating system). Started again on the same directory, the
 * broker comes up with the same data on other ports and takes no account of members it remembers:
 * every client of an earlier start died with it.
 */
public final class EmbeddedBroker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedBroker.class);
    private static final int ANY_PORT = 0;
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(5);

    private final BrokerDirectory directory;
    private final KraftNode node;
    private final BrokerFaults faults;

    private EmbeddedBroker(BrokerDirectory directory, KraftNode node, BrokerFaults faults) {
        this.directory = directory;
        this.node = node;
        this.faults = faults;
    }

    /** Starts a broker on a directory that is empty, absent or an earlier broker's. */
    public static EmbeddedBroker start(Path directory) {
        var broker = open(directory, ANY_PORT);
        try {
            broker.forgetClients();
            return broker;
        } catch (RuntimeException e) {
            broker.close();
            throw new EmbeddedServerException("broker in " + directory + " did not start", e);
        }
    }

    /**
     * The same for clients in processes of their own, at a port they know. They may have outlived
     * an earlier broker of this directory, so their memberships stay until they time out.
     */
    public static EmbeddedBroker startAt(Path directory, int port) {
        return open(directory, port);
    }

    private static EmbeddedBroker open(Path directory, int port) {
        var held = BrokerDirectory.open(directory.toAbsolutePath());
        try {
            return start(held, directory, port);
        } catch (EmbeddedServerException e) {
            held.close();
            throw e;
        } catch (Exception e) {
            held.close();
            throw new EmbeddedServerException("broker in " + directory + " did not start", e);
        }
    }

    private static EmbeddedBroker start(BrokerDirectory held, Path directory, int port)
            throws Exception {
        var faults = new BrokerFaults(directory);
        var node = new KraftNode(held.log(), faults, port);
        var broker = new EmbeddedBroker(held, node, faults);
        faults.watch();
        try {
            node.start();
            return broker;
        } catch (Exception e) {
            broker.stopNode();
            throw e;
        }
    }

    /** Where clients connect: loopback only, another port after every start. */
    public String bootstrapServers() {
        return "127.0.0.1:" + node.clientPort();
    }

    /** Completes when the broker stops working by itself, such as on a full disk. */
    public CompletionStage<EmbeddedServerException> failure() {
        return faults.fatal().minimalCompletionStage();
    }

    /**
     * Removes the members of all groups and aborts open transactions. Clients of a killed process
     * would otherwise hold their partitions, and their half-done transactions hold up readers,
     * until they time out. Done at every start; whoever calls it later has to know that all clients
     * are gone.
     */
    public void forgetClients() {
        new RememberedMembers(node.broker()).forget();
        new OpenTransactions(node.broker()).abort();
    }

    /** Ends within seconds, whatever the clients are doing; safe to call twice. */
    @Override
    public void close() {
        stopNode();
        directory.close();
    }

    private void stopNode() {
        faults.ignore();
        var stop = new FutureTask<@Nullable Void>(() -> node.stop(STOP_TIMEOUT.dividedBy(2)), null);
        Thread.ofPlatform().daemon().name("broker-stop").start(stop);
        try {
            stop.get(STOP_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException _) {
            LOG.warn("broker still busy after {}, leaving it to the process's end", STOP_TIMEOUT);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            LOG.warn("broker did not stop cleanly", e);
        }
    }
}
