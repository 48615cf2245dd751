package dev.dunlin.messaging;

import dev.dunlin.protocol.Failure;
import dev.dunlin.protocol.FailureException;
import dev.dunlin.protocol.FailureKind;
import dev.dunlin.protocol.MigrationName;
import dev.dunlin.protocol.Report;
import dev.dunlin.protocol.Task;
import dev.dunlin.protocol.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks workers what only they can tell, outside of any migration: a task of a name of its own goes
 * to a pool, and its report is the answer. Safe for use by several threads.
 */
public final class Questions implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Questions.class);

    private final KafkaCluster cluster;
    private final MessageSender sender;
    private final Supplier<WorkersView> workers;

    /** The control topics must be there. */
    public Questions(KafkaCluster cluster, Supplier<WorkersView> workers) {
        this.cluster = cluster;
        this.sender = new MessageSender(cluster);
        this.workers = workers;
    }

    /**
     * One question.
     *
     * @param task is given the name of the question, where tasks have that of a migration
     * @param about what it is about, for messages
     * @param answer gives what a report answers, or that it does not
     */
    public record Question<T>(
            String pool,
            Function<MigrationName, Task> task,
            String about,
            Function<Report, Optional<T>> answer,
            Duration timeout) {}

    /**
     * What a worker of the pool answered.
     *
     * @throws FailureException with the worker's failure; with {@link FailureCodes#POOL_EMPTY} when
     *     no worker is in the pool, at once; with {@link FailureCodes#REPLY} when none answered
     */
    public <T> T ask(Question<T> question) {
        MigrationName name =
                new MigrationName("question-" + UUID.randomUUID().toString().substring(0, 12));
        Task task = question.task().apply(name);
        if (workers.get().missing(task.role(), question.pool())) {
            throw failed(
                    FailureCodes.POOL_EMPTY,
                    "no " + task.role().label() + " worker is in pool " + question.pool(),
                    "Start one with --pool " + question.pool() + ", then ask again.");
        }
        Consumer<byte[], byte[]> reports = TopicReader.open(cluster);
        try {
            List<TopicPartition> all = TopicReader.partitions(reports, Topics.REPORTS);
            reports.assign(all);
            TopicReader.seekToEnd(reports, all);
            sender.sendAndWait(Topics.tasks(task.role(), question.pool()), task.id(), task);
            return await(reports, name, question).orElseThrow(() -> unanswered(task, question));
        } finally {
            TopicReader.close(reports);
        }
    }

    private static <T> Optional<T> await(
            Consumer<byte[], byte[]> reports, MigrationName name, Question<T> question) {
        byte[] key = name.value().getBytes(StandardCharsets.UTF_8);
        long deadline = System.nanoTime() + question.timeout().toNanos();
        while (System.nanoTime() < deadline) {
            Duration left = Duration.ofNanos(Math.max(1, deadline - System.nanoTime()));
            for (ConsumerRecord<byte[], byte[]> record : reports.poll(left)) {
                if (Arrays.equals(key, record.key())) {
                    Optional<T> answer = answer(record, question);
                    if (answer.isPresent()) {
                        return answer;
                    }
                }
            }
        }
        return Optional.empty();
    }

    private static <T> Optional<T> answer(
            ConsumerRecord<byte[], byte[]> record, Question<T> question) {
        try {
            Report report = Wire.decode(record.value(), Report.class);
            if (report instanceof Report.TaskFailed failed) {
                throw FailureException.permanent(failed.failure());
            }
            return question.answer().apply(report);
        } catch (UndecodableMessageException e) {
            LOG.warn("left out a report at {}: {}", record.offset(), e.getMessage());
            return Optional.empty();
        }
    }

    private FailureException unanswered(Task task, Question<?> question) {
        boolean empty = workers.get().missing(task.role(), question.pool());
        return failed(
                empty ? FailureCodes.POOL_EMPTY : FailureCodes.REPLY,
                "no "
                        + task.role().label()
                        + " worker of pool "
                        + question.pool()
                        + " said within "
                        + question.timeout().toSeconds()
                        + " s whether it reaches "
                        + question.about()
                        + (empty ? ": none is there" : ": they are busy, or the server is silent"),
                empty
                        ? "Start one with --pool " + question.pool() + ", then ask again."
                        : "Ask again, add workers to the pool, or look at their logs.");
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
