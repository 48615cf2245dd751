package dev.dunlin.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class SharedBrokerIT {
    @Test
    void topicsOfTwoTestsDoNotMeet() throws Exception {
        var broker = TestBroker.shared();
        var one = broker.createTopic("words", 1);
        var other = broker.createTopic("words", 3);
        broker.createTopic(one + "-compacted", 1, Map.of("cleanup.policy", "compact"));

        try (var admin = broker.admin()) {
            assertThat(one).isNotEqualTo(other).startsWith("words-");
            assertThat(admin.listTopics().names().get()).contains(one, other, one + "-compacted");
        }
        assertThat(TestBroker.shared()).isSameAs(broker);
    }
}
