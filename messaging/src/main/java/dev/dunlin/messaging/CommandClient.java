package dev.dunlin.messaging;

import dev.dunlin.protocol.Command;
import dev.dunlin.protocol.Failure;
import dev.dunlin.protocol.FailureException;
import dev.dunlin.protocol.FailureKind;
import dev.dunlin.protocol.Reply;
import dev.dunlin.protocol.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends commands to the coordinator and waits for its first reply. One thread at a time. */
public final class CommandClient implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(CommandClient.class);

    private final MessageSender sender;
    private final Consumer<byte[], byte[]> replies;
    private final List<TopicPartition> partitions;

    /** The topics of commands and replies must be there. */
    public CommandClient(KafkaCluster cluster) {
        this.sender = new MessageSender(cluster);
        this.replies = TopicReader.open(cluster);
        this.partitions = TopicReader.partitions(replies, Topics.REPLIES);
        replies.assign(partitions);
    }

    /**
     * Sends the command and waits for its first reply. Asking again with the same command is safe:
     * its id gets the first answer again.
     *
     * @throws FailureException retryable, with {@link FailureCodes#REPLY}, when no reply came in
     *     time; the command may still be carried out
     */
    public Reply ask(Command command, Duration timeout) {
        long start = System.nanoTime();
        TopicReader.seekToEnd(replies, partitions);
        sender.sendAndWait(Topics.COMMANDS, command.migration().value(), command);
        while (true) {
            Duration left = timeout.minusNanos(System.nanoTime() - start);
            if (!left.isPositive()) {
                throw unanswered(command, timeout);
            }
            for (ConsumerRecord<byte[], byte[]> record : replies.poll(left)) {
                Optional<Reply> reply = reply(record, command);
                if (reply.isPresent()) {
                    return reply.get();
                }
            }
        }
    }

    @Override
    public void close() {
        TopicReader.close(replies);
        sender.close();
    }

    private static Optional<Reply> reply(ConsumerRecord<byte[], byte[]> record, Command command) {
        try {
            return Optional.of(Wire.decode(record.value(), Reply.class))
                    .filter(reply -> reply.commandId().equals(command.id()))
                    .filter(reply -> reply.status().first());
        } catch (UndecodableMessageException e) {
            LOG.warn("left out a reply at {}: {}", record.offset(), e.getMessage());
            return Optional.empty();
        }
    }

    private static FailureException unanswered(Command command, Duration timeout) {
        String message =
                "no reply to the command for migration "
                        + command.migration()
                        + " within "
                        + timeout.toMillis()
                        + " ms";
        String action = "check that a coordinator is running; the command may still be carried out";
        return new FailureException(
                new Failure(FailureCodes.REPLY, FailureKind.TRANSPORT, message, action),
                true,
                null);
    }
}
