package dev.dunlin.coordinator;

import dev.dunlin.messaging.KafkaCluster;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the coordinator. Several may run at once: each migration is decided by the instance that
 * owns its partition, and another one continues where it stopped.
 */
public final class CoordinatorService implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(CoordinatorService.class);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

    private final KafkaStreams streams;
    private final CompletableFuture<Throwable> failure = new CompletableFuture<>();

    /**
     * A coordinator that is not started yet.
     *
     * @param stateDirectory where Kafka Streams keeps its lock and checkpoints; the state itself is
     *     in Kafka
     */
    public CoordinatorService(KafkaCluster cluster, Path stateDirectory) {
        streams =
                new KafkaStreams(
                        CoordinatorTopology.build(InstantSource.system()),
                        properties(cluster, stateDirectory));
        streams.setUncaughtExceptionHandler(
                error -> {
                    LOG.error("the coordinator stops", error);
                    failure.complete(error);
                    return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
                });
    }

    /** Starts deciding; the topics must exist. */
    public void start() {
        streams.start();
    }

    /** Completes when the coordinator stopped by itself, with the reason. */
    public CompletableFuture<Throwable> failure() {
        return failure;
    }

    @Override
    public void close() {
        streams.close(CLOSE_TIMEOUT);
    }

    /**
     * Small commit intervals: an answer is seen when its transaction commits, so the interval is
     * the price of every step of a migration.
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
        properties.put(StreamsConfig.consumerPrefix("session.timeout.ms"), 10_000);
        properties.put(StreamsConfig.consumerPrefix("heartbeat.interval.ms"), 3_000);
        properties.put(StreamsConfig.consumerPrefix("auto.offset.reset"), "earliest");
        properties.put(StreamsConfig.producerPrefix("linger.ms"), 0);
        properties.put(StreamsConfig.producerPrefix("max.request.size"), 8 << 20);
        properties.put(StreamsConfig.producerPrefix("transaction.timeout.ms"), 30_000);
        return properties;
    }
}
