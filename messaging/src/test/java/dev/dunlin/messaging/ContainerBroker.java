package dev.dunlin.messaging;

import org.testcontainers.DockerClientFactory;
import org.testcontainers.kafka.KafkaContainer;

/** A broker in a container, for the tests of a JVM, where Docker is there. */
final class ContainerBroker {

    private ContainerBroker() {}

    static boolean available() {
        return DockerClientFactory.instance().isDockerAvailable();
    }

    static KafkaCluster shared() {
        return KafkaCluster.at(Shared.CONTAINER.getBootstrapServers());
    }

    /** Ends with the JVM: testcontainers removes what its own session started. */
    private static final class Shared {
        private static final KafkaContainer CONTAINER = start();

        private static KafkaContainer start() {
            KafkaContainer container = new KafkaContainer("apache/kafka:4.3.1");
            container
                    .withEnv("KAFKA_SHARE_COORDINATOR_STATE_TOPIC_REPLICATION_FACTOR", "1")
                    .withEnv("KAFKA_SHARE_COORDINATOR_STATE_TOPIC_MIN_ISR", "1")
                    .withEnv("KAFKA_GROUP_SHARE_MIN_RECORD_LOCK_DURATION_MS", "1000")
                    .withEnv("KAFKA_GROUP_SHARE_MIN_HEARTBEAT_INTERVAL_MS", "300")
                    .start();
            return container;
        }
    }
}
