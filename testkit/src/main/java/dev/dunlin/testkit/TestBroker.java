package dev.dunlin.testkit;

import dev.dunlin.embedded.EmbeddedBroker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;

/** One broker for all tests of a JVM, started on first use; names keep the tests apart. */
public final class TestBroker {
    private final EmbeddedBroker broker;

    private TestBroker(EmbeddedBroker broker) {
        this.broker = broker;
    }

    public static TestBroker shared() {
        return Shared.BROKER;
    }

    public String bootstrapServers() {
        return broker.bootstrapServers();
    }

    /** A name no other test uses, for a topic, a group, a transactional id or their prefix. */
    public String uniqueName(String prefix) {
        return prefix + "-" + UUID.randomUUID().toString().substring(0, 8);
    }

    /** Makes a topic with a name of its own and returns the name. */
    public String createTopic(String prefix, int partitions) {
        var name = uniqueName(prefix);
        createTopic(name, partitions, Map.of());
        return name;
    }

    /** Returns when clients can see the topic, a moment after the controller has made it. */
    public void createTopic(String name, int partitions, Map<String, String> settings) {
        var topic = new NewTopic(name, partitions, (short) 1).configs(settings);
        try (var admin = admin()) {
            admin.createTopics(List.of(topic)).all().get();
            Await.until(
                    "topic " + name + " is visible",
                    () -> !admin.describeTopics(List.of(name)).allTopicNames().get().isEmpty());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while creating topic " + name, e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("cannot create topic " + name, e);
        }
    }

    /** To be closed by the caller. */
    public Admin admin() {
        return Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers()));
    }

    private static final class Shared {
        private static final TestBroker BROKER = start();

        private static TestBroker start() {
            try {
                var directory = Files.createTempDirectory("dunlin-test-broker-");
                var broker = EmbeddedBroker.start(directory);
                AtExit.run(
                        () -> {
                            broker.close();
                            AtExit.deleteTree(directory);
                        });
                return new TestBroker(broker);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
