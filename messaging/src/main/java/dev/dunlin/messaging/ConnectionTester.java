package dev.dunlin.messaging;

import dev.dunlin.protocol.ConnectionFacts;
import dev.dunlin.protocol.DatabaseAddress;
import dev.dunlin.protocol.Failure;
import dev.dunlin.protocol.FailureException;
import dev.dunlin.protocol.FailureKind;
import dev.dunlin.protocol.MigrationName;
import dev.dunlin.protocol.Report;
import dev.dunlin.protocol.Role;
import dev.dunlin.protocol.Side;
import dev.dunlin.protocol.SourceTask;
import dev.dunlin.protocol.TargetTask;
import dev.dunlin.protocol.Task;
import dev.dunlin.protocol.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has a worker of a pool connect to a server and say what it found: only workers can tell whether
 * they reach it. Safe for use by several threads.
 */
public final class ConnectionTester implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ConnectionTester.class);

    private final KafkaCluster cluster;
    private final MessageSender sender;
    private final Supplier<WorkersView> workers;

    /** The control topics must be there. */
    public ConnectionTester(KafkaCluster cluster, Supplier<WorkersView> workers) {
        this.cluster = cluster;
        this.sender = new MessageSender(cluster);
        this.workers = workers;
    }

    /**
     * What a worker of the pool found at the address.
     *
     * @throws FailureException with the worker's failure; with {@link FailureCodes#POOL_EMPTY} when
     *     no worker is in the pool, at once; with {@link FailureCodes#REPLY} when none answered
     */
    public ConnectionFacts test(Side side, String pool, DatabaseAddress address, Duration timeout) {
        Role role = side == Side.SOURCE ? Role.SNAPSHOT : Role.SINK;
        if (workers.get().missing(role, pool)) {
            throw failed(
                    FailureCodes.POOL_EMPTY,
                    "no " + role.label() + " worker is in pool " + pool,
                    "Start one with --pool " + pool + ", then test again.");
        }
        MigrationName question =
                new MigrationName(
                        "connection-test-" + UUID.randomUUID().toString().substring(0, 8));
        Task task =
                side == Side.SOURCE
                        ? new SourceTask.TestSource(question, address)
                        : new TargetTask.TestTarget(question, address);
        Consumer<byte[], byte[]> reports = TopicReader.open(cluster);
        try {
            List<TopicPartition> all = TopicReader.partitions(reports, Topics.REPORTS);
            reports.assign(all);
            TopicReader.seekToEnd(reports, all);
            sender.sendAndWait(Topics.tasks(role, pool), task.id(), task);
            return await(reports, question, timeout)
                    .orElseThrow(() -> unanswered(role, pool, address, timeout));
        } finally {
            TopicReader.close(reports);
        }
    }

    private static Optional<ConnectionFacts> await(
            Consumer<byte[], byte[]> reports, MigrationName question, Duration timeout) {
        byte[] key = question.value().getBytes(StandardCharsets.UTF_8);
        long deadline = System.nanoTime() + timeout.toNanos();
        while (System.nanoTime() < deadline) {
            Duration left = Duration.ofNanos(Math.max(1, deadline - System.nanoTime()));
            for (ConsumerRecord<byte[], byte[]> record : reports.poll(left)) {
                if (Arrays.equals(key, record.key())) {
                    Optional<ConnectionFacts> facts = answer(record);
                    if (facts.isPresent()) {
                        return facts;
                    }
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<ConnectionFacts> answer(ConsumerRecord<byte[], byte[]> record) {
        try {
            return switch (Wire.decode(record.value(), Report.class)) {
                case Report.ConnectionTested tested when tested.failures().isEmpty() ->
                        Optional.of(tested.facts());
                case Report.ConnectionTested tested ->
                        throw FailureException.permanent(tested.failures().getFirst());
                case Report.TaskFailed failed -> throw FailureException.permanent(failed.failure());
                default -> Optional.empty();
            };
        } catch (UndecodableMessageException e) {
            LOG.warn("left out a report at {}: {}", record.offset(), e.getMessage());
            return Optional.empty();
        }
    }

    private FailureException unanswered(
            Role role, String pool, DatabaseAddress address, Duration timeout) {
        boolean empty = workers.get().missing(role, pool);
        return failed(
                empty ? FailureCodes.POOL_EMPTY : FailureCodes.REPLY,
                "no "
                        + role.label()
                        + " worker of pool "
                        + pool
                        + " said within "
                        + timeout.toSeconds()
                        + " s whether it reaches "
                        + address
                        + (empty ? ": none is there" : ": they are busy, or the server is silent"),
                empty
                        ? "Start one with --pool " + pool + ", then test again."
                        : "Test again, add workers to the pool, or look at their logs.");
    }

    private static FailureException failed(String code, String message, String action) {
        return new FailureException(
                new Failure(code, FailureKind.TRANSPORT, message, action), true, null);
    }

    @Override
    public void close() {
        sender.close();
    }
}
