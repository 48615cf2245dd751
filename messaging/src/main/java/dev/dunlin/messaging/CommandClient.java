package dev.dunlin.messaging;

import dev.dunlin.protocol.Command;
import dev.dunlin.protocol.Reply;
import java.time.Duration;

/** Sends commands to the coordinator and waits for its answers. One thread at a time. */
public final class CommandClient implements AutoCloseable {

    public CommandClient(KafkaCluster cluster) {}

    /**
     * Sends the command and waits for its reply.
     *
     * @throws dev.dunlin.protocol.FailureException retryable, with {@link FailureCodes#REPLY}, when
     *     no reply came in time; the command may still be carried out
     */
    public Reply ask(Command command, Duration timeout) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}
}
