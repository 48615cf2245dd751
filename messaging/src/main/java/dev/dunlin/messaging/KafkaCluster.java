package dev.dunlin.messaging;

import java.util.Map;
import java.util.Properties;

/**
 * How to reach Kafka: bootstrap servers and further client properties (security and the like) that
 * go to every client.
 */
public record KafkaCluster(String bootstrapServers, Map<String, String> clientProperties) {

    public KafkaCluster {
        clientProperties = Map.copyOf(clientProperties);
    }

    /** A cluster that needs no further properties. */
    public static KafkaCluster at(String bootstrapServers) {
        return new KafkaCluster(bootstrapServers, Map.of());
    }

    /** Properties every client starts from. */
    public Properties properties() {
        Properties properties = new Properties();
        properties.putAll(clientProperties);
        properties.put("bootstrap.servers", bootstrapServers);
        return properties;
    }
}
