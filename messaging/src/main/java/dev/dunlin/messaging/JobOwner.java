package dev.dunlin.messaging;

import dev.dunlin.protocol.Role;
import dev.dunlin.protocol.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the jobs of the partitions this process owns.
 *
 * <p>The owners of a role and pool form a consumer group over the compacted topic of its jobs. A
 * job has one owner as long as the group says so: before a partition is given up its jobs are
 * closed, and an owner that dies is found out within seconds. What a job did must therefore be
 * guarded where it counts (ledger, offsets): the last moments of a lost owner may overlap with the
 * first of its successor.
 */
public final class JobOwner implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(JobOwner.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(15);
    private static final Duration LEAVE_TIMEOUT = Duration.ofSeconds(2);

    private final String topic;
    private final MessageSender sender;
    private final Consumer<byte[], byte[]> consumer;
    private final OwnedJobs jobs;
    private final Thread thread;
    private final Set<String> running = ConcurrentHashMap.newKeySet();
    private Map<TopicPartition, Long> said = Map.of();
    private volatile boolean closing;

    public JobOwner(KafkaCluster cluster, Role role, String pool, JobRunner runner) {
        this.topic = Topics.jobs(role, pool);
        this.sender = new MessageSender(cluster);
        this.consumer =
                new KafkaConsumer<>(
                        properties(cluster, topic),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer());
        this.jobs = new OwnedJobs(consumer, new JobTable.Launcher(runner, sender, running));
        this.thread = Thread.ofPlatform().daemon().name("dunlin-jobs").unstarted(this::own);
    }

    /** Joins the group; the topics must be there. */
    public void start() {
        thread.start();
    }

    /** Ids of the jobs that run here. */
    public List<String> running() {
        return running.stream().sorted().toList();
    }

    /** Closes all jobs and leaves the group, so that another owner takes over at once. */
    @Override
    public void close() {
        closing = true;
        consumer.wakeup();
        try {
            if (thread.getState() == Thread.State.NEW) {
                TopicReader.close(consumer);
            } else if (!thread.join(CLOSE_TIMEOUT)) {
                LOG.warn("jobs of {} go on although they were stopped", topic);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        sender.close();
    }

    private void own() {
        try {
            consumer.subscribe(List.of(topic), jobs);
            while (!closing) {
                step();
            }
        } catch (WakeupException | InterruptException e) {
            LOG.debug("owner of {} is told to end", topic, e);
        } finally {
            jobs.closeAll();
            consumer.close(CloseOptions.timeout(LEAVE_TIMEOUT));
        }
    }

    private void step() {
        try {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                jobs.take(record);
            }
            jobs.startReady();
            sayHandled();
        } catch (WakeupException | InterruptException e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.warn("cannot follow {}, trying again", topic, e);
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    /**
     * Nobody goes on from these offsets: they say to whom they may concern that what is before them
     * was done, above all that what ended is closed ({@link EndedJobs}).
     */
    private void sayHandled() {
        Map<TopicPartition, Long> now = new HashMap<>();
        consumer.assignment()
                .forEach(partition -> now.put(partition, consumer.position(partition)));
        if (!now.equals(said)) {
            Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
            now.forEach((partition, at) -> offsets.put(partition, new OffsetAndMetadata(at)));
            said = now;
            consumer.commitAsync(
                    offsets,
                    (_, failure) -> {
                        if (failure != null) {
                            LOG.debug("how far {} is handled is said again", topic, failure);
                            said = Map.of();
                        }
                    });
        }
    }

    private static Properties properties(KafkaCluster cluster, String group) {
        Properties properties = cluster.properties();
        properties.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        // Leaving in order waits for the fetch under way.
        properties.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 100);
        // A newcomer takes its share only; jobs that stay where they are go on undisturbed.
        properties.put(
                ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
                CooperativeStickyAssignor.class.getName());
        // The classic protocol, because the session time-out of the newer one is the broker's 45 s.
        properties.put(ConsumerConfig.GROUP_PROTOCOL_CONFIG, "classic");
        properties.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 6_000);
        properties.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 1_000);
        return properties;
    }
}
