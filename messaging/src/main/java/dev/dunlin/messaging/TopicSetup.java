package dev.dunlin.messaging;

import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TopicExistsException;

/** Makes topics that may be there already, also when several processes do so at once. */
final class TopicSetup {

    /** Room for the largest plan of a table; the broker's own default would be 1 MB. */
    static final String MAX_MESSAGE_BYTES = String.valueOf(8 << 20);

    private final Admin admin;
    private final short replicationFactor;

    TopicSetup(Admin admin, short replicationFactor) {
        this.admin = admin;
        this.replicationFactor = replicationFactor;
    }

    NewTopic topic(String name, int partitions) {
        Optional<Short> replicas =
                replicationFactor < 1 ? Optional.empty() : Optional.of(replicationFactor);
        return new NewTopic(name, Optional.of(partitions), replicas);
    }

    /** Makes the topics that are missing; those that are there stay as they are. */
    void make(Collection<NewTopic> topics) {
        admin.createTopics(topics).values().forEach(this::await);
    }

    private void await(String topic, KafkaFuture<Void> made) {
        try {
            made.get();
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            if (!(cause instanceof TopicExistsException)) {
                throw Waiting.failed(FailureCodes.TOPIC, "cannot make topic " + topic, cause);
            }
        }
    }
}
