package dev.dunlin.coordinator.readiness;

import dev.dunlin.coordinator.ThreadReplacement;
import dev.dunlin.messaging.KafkaCluster;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;

/**
 * Runs the readiness topology. Several may run at once and share the migrations; one that takes a
 * migration over knows as much as the one before after the next positions.
 */
public final class ReadinessService implements AutoCloseable {

    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

    private final KafkaStreams streams;
    private final CompletableFuture<Throwable> failure = new CompletableFuture<>();

    /**
     * A service that is not started yet.
     *
     * @param stateDirectory where Kafka Streams keeps its lock; nothing else is kept
     */
    public ReadinessService(KafkaCluster cluster, Path stateDirectory) {
        streams = new KafkaStreams(ReadinessTopology.build(), properties(cluster, stateDirectory));
        streams.setUncaughtExceptionHandler(new ThreadReplacement("readiness", failure::complete));
    }

    /** Starts; the topics must exist. */
    public void start() {
        streams.start();
    }

    /** Whether it has its share of the work. */
    public boolean running() {
        return streams.state() == KafkaStreams.State.RUNNING;
    }

    /** Completes when the service stopped by itself, with the reason. */
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

    /** A readiness told twice does no harm, so that no transactions are needed. */
    private static Properties properties(KafkaCluster cluster, Path stateDirectory) {
        Properties properties = cluster.properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "dunlin.readiness");
        properties.put(StreamsConfig.STATE_DIR_CONFIG, stateDirectory.toString());
        properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.AT_LEAST_ONCE);
        properties.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 200);
        properties.put(StreamsConfig.POLL_MS_CONFIG, 50);
        properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, 1);
        properties.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0);
        properties.put(StreamsConfig.consumerPrefix("session.timeout.ms"), 6_000);
        properties.put(StreamsConfig.consumerPrefix("heartbeat.interval.ms"), 1_000);
        properties.put(StreamsConfig.consumerPrefix("auto.offset.reset"), "earliest");
        properties.put(StreamsConfig.producerPrefix("linger.ms"), 0);
        return properties;
    }
}
