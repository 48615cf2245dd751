package dev.dunlin.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dunlin.messaging.TopicSurvey.TopicFacts;
import dev.dunlin.protocol.MigrationEvent;
import dev.dunlin.protocol.Topics;
import dev.dunlin.testkit.TestBroker;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TopicSurveyIT {

    private final Pool pool = new Pool(KafkaCluster.at(TestBroker.shared().bootstrapServers()));

    @AfterEach
    void close() {
        pool.close();
    }

    @Test
    void messages_are_counted_and_sizes_told() {
        try (TopicSurvey survey = new TopicSurvey(pool.cluster)) {
            long before = events(survey.topics()).messages();
            for (int i = 0; i < 3; i++) {
                MigrationEvent event = new MigrationEvent(pool.migration, "now", "k", "", "d");
                pool.sender.send(Topics.EVENTS, pool.name, event).join();
            }

            List<TopicFacts> topics = survey.topics();

            assertThat(events(topics).messages()).isEqualTo(before + 3);
            assertThat(events(topics).bytes()).isPositive();
            assertThat(events(topics).replicas()).isEqualTo(1);
            assertThat(topics)
                    .extracting(TopicFacts::name)
                    .isSorted()
                    .allMatch(name -> name.startsWith("dunlin."));
        }
    }

    private static TopicFacts events(List<TopicFacts> topics) {
        return topics.stream()
                .filter(topic -> topic.name().equals(Topics.EVENTS))
                .findFirst()
                .orElseThrow();
    }
}
