package dev.dunlin.messaging;

import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * How to reach Kafka: bootstrap servers and further client properties (security and the like) that
 * go to every client, each of which {@link KafkaOptions} takes.
 */
public record KafkaCluster(String bootstrapServers, Map<String, String> clientProperties) {

    private static final Pattern LOOPBACK =
            Pattern.compile("(localhost|127\\.[0-9.]+|\\[::1])(:\\d+)?");

    private static final String METERS =
            "org.apache.kafka.common.metrics.JmxReporter," + ClientMeters.class.getName();

    public KafkaCluster {
        clientProperties = Map.copyOf(clientProperties);
        KafkaOptions.refusal(clientProperties)
                .ifPresent(
                        refusal -> {
                            throw new IllegalArgumentException(refusal);
                        });
    }

    /** A cluster that needs no further properties. */
    public static KafkaCluster at(String bootstrapServers) {
        return new KafkaCluster(bootstrapServers, Map.of());
    }

    /**
     * Properties every client starts from. What is not ready yet (a topic just made, a coordinator
     * just chosen) is mostly so within milliseconds: the first retry comes after 20 ms, not 100;
     * each further one waits twice as long, up to a second.
     */
    public Properties properties() {
        Properties properties = new Properties();
        properties.put("retry.backoff.ms", "20");
        properties.putAll(clientProperties);
        properties.put("bootstrap.servers", bootstrapServers);
        properties.merge("metric.reporters", METERS, (given, own) -> given + "," + own);
        return properties;
    }

    /** Whether every broker named is on this machine. */
    boolean local() {
        return Stream.of(bootstrapServers.split(",", -1))
                .allMatch(server -> LOOPBACK.matcher(server.strip()).matches());
    }

    /** Never with properties: passwords are among them. */
    @Override
    public String toString() {
        return bootstrapServers;
    }
}
