package dev.dunlin.coordinator;

import dev.dunlin.coordinator.rest.CommandDesk;
import dev.dunlin.messaging.CommandClient;
import dev.dunlin.messaging.KafkaCluster;
import dev.dunlin.protocol.Command;
import dev.dunlin.protocol.Reply;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Takes commands of several callers at once to the coordinator's topic: a client for each. */
final class CommandDeskClient implements CommandDesk, AutoCloseable {

    private final KafkaCluster cluster;
    private final Duration patience;
    private final Queue<CommandClient> idle = new ConcurrentLinkedQueue<>();
    private volatile boolean closed;

    CommandDeskClient(KafkaCluster cluster, Duration patience) {
        this.cluster = cluster;
        this.patience = patience;
    }

    @Override
    public Reply ask(Command command) {
        CommandClient client = idle.poll();
        if (client == null) {
            client = new CommandClient(cluster);
        }
        Reply reply;
        try {
            reply = client.ask(command, patience);
        } catch (RuntimeException e) {
            client.close();
            throw e;
        }
        idle.add(client);
        if (closed) {
            close();
        }
        return reply;
    }

    @Override
    public void close() {
        closed = true;
        for (CommandClient client = idle.poll(); client != null; client = idle.poll()) {
            client.close();
        }
    }
}
