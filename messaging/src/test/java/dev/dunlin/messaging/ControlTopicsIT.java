package dev.dunlin.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dunlin.protocol.Role;
import dev.dunlin.protocol.Topics;
import dev.dunlin.testkit.TestBroker;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;

class ControlTopicsIT {

    private final TestBroker broker = TestBroker.shared();

    @Test
    void manyProcessesMayMakeTheSameTopics() throws Exception {
        String pool = broker.uniqueName("pool");
        try (Admin admin = broker.admin();
                var threads = Executors.newFixedThreadPool(4)) {
            ControlTopics topics = new ControlTopics(admin, ControlTopics.BROKER_DEFAULT);
            Callable<Boolean> ensure =
                    () -> {
                        topics.ensure();
                        topics.ensurePool(Role.SINK, pool);
                        return true;
                    };
            for (var made : threads.invokeAll(List.of(ensure, ensure, ensure, ensure))) {
                assertThat(made.get()).isTrue();
            }

            assertThat(partitions(admin, Topics.COMMANDS, Topics.REPORTS)).containsExactly(4, 4);
            assertThat(partitions(admin, Topics.tasks(Role.SINK, pool))).containsExactly(1);
            assertThat(setting(admin, Topics.jobs(Role.SINK, pool), "cleanup.policy"))
                    .isEqualTo("compact");
            assertThat(setting(admin, Topics.REPORTS, "max.message.bytes")).isEqualTo("8388608");
        }
    }

    @Test
    void oneProcessHasNobodyToShareWith() throws Exception {
        String pool = broker.uniqueName("pool");
        try (Admin admin = broker.admin()) {
            new ControlTopics(admin, ControlTopics.BROKER_DEFAULT, ControlTopics.Spread.ONE)
                    .ensurePool(Role.SINK, pool);

            assertThat(partitions(admin, Topics.jobs(Role.SINK, pool))).containsExactly(1);
        }
    }

    private static List<Integer> partitions(Admin admin, String... names) throws Exception {
        var described = admin.describeTopics(List.of(names)).allTopicNames().get();
        return Stream.of(names)
                .map(described::get)
                .map(TopicDescription::partitions)
                .map(List::size)
                .toList();
    }

    private static String setting(Admin admin, String topic, String name) throws Exception {
        var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        var described = admin.describeConfigs(List.of(resource)).all().get();
        return described.values().iterator().next().get(name).value();
    }
}
