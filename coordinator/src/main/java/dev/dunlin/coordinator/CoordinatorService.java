package dev.dunlin.coordinator;

import dev.dunlin.messaging.KafkaCluster;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;

/**
 * Runs the coordinator. Several may run at once: each migration is decided by the instance that
 * owns its partition, and another one continues where it stopped.
 */
public final class CoordinatorService implements AutoCloseable {

    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

    private final KafkaStreams streams;
    private final CompletableFuture<Throwable> failure = new CompletableFuture<>();

    /**
     * A coordinator that is not started yet.
     *
     * @param pools where work goes
     * @param stateDirectory where Kafka Streams keeps its lock and checkpoints; the state itself is
     *     in Kafka
     */
    public CoordinatorService(KafkaCluster cluster, Path stateDirectory, Pools pools) {
        streams =
                new KafkaStreams(
                        CoordinatorTopology.build(InstantSource.system(), pools),
                        properties(cluster, stateDirectory));
        streams.setUncaughtExceptionHandler(
                new ThreadReplacement("coordinator", failure::complete));
    }

    /** Starts deciding; the topics must exist. */
    public void start() {
        streams.start();
    }

    /** Whether it has its share of the work. */
    public boolean running() {
        return streams.state() == KafkaStreams.State.RUNNING;
    }

    /** Completes when the coordinator stopped by itself, with the reason. */
    public CompletableFuture<Throwable> failure() {
        return failure;
    }

    @Override
    public void close() {
        // Else the others wait for our session to run out before they take over.
        streams.close(
                CloseOptions.groupMembershipOperation(GroupMembershipOperation.LEAVE_GROUP)
                        .withTimeout(CLOSE_TIMEOUT));
    }

    /**
     * Small commit intervals: an answer is seen when its transaction commits, so the interval is
     * the price of every step of a migration.
     *
     * <p>When an instance is killed, the others wait until its session has run out (6 s, against 45
     * s by default) and until the broker has aborted the transaction it left open, which hides
     * everything behind it: 10 s, far above the milliseconds that a decision takes. A second
     * instance keeps a copy of the state, so that nothing is read again but the last moments.
     */
    private static Properties properties(KafkaCluster cluster, Path stateDirectory) {
        Properties properties = cluster.properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "dunlin.coordinator");
        properties.put(StreamsConfig.STATE_DIR_CONFIG, stateDirectory.toString());
        properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        properties.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 20);
        properties.put(StreamsConfig.POLL_MS_CONFIG, 20);
        properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, 1);
        properties.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0);
        // While a fetch waits for records of some partitions, others just assigned wait with it.
        properties.put("fetch.max.wait.ms", 50);
        // The global consumer has all of its own from the start.
        properties.put(StreamsConfig.globalConsumerPrefix("fetch.max.wait.ms"), 500);
        properties.put(StreamsConfig.consumerPrefix("session.timeout.ms"), 6_000);
        properties.put(StreamsConfig.consumerPrefix("heartbeat.interval.ms"), 1_000);
        properties.put(StreamsConfig.consumerPrefix("auto.offset.reset"), "earliest");
        properties.put(StreamsConfig.producerPrefix("linger.ms"), 0);
        properties.put(StreamsConfig.producerPrefix("max.request.size"), 8 << 20);
        properties.put(StreamsConfig.producerPrefix("transaction.timeout.ms"), 10_000);
        properties.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, 1);
        return properties;
    }
}
