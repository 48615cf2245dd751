package dev.dunlin.app.run;

import dev.dunlin.messaging.FailureCodes;
import dev.dunlin.protocol.Failure;
import dev.dunlin.protocol.FailureException;
import dev.dunlin.protocol.FailureKind;
import dev.dunlin.protocol.Role;
import dev.dunlin.protocol.Topics;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** The topics that only one run uses: its pool's queues. Rows and changes go with the migration. */
final class PoolTopics {

    private final Admin admin;
    private final String pool;

    PoolTopics(Admin admin, String pool) {
        this.admin = admin;
        this.pool = pool;
    }

    /** Empties the task queues of these roles; no worker may be running. */
    void dropTasks(Collection<Role> roles) throws InterruptedException {
        List<String> queues = roles.stream().map(role -> Topics.tasks(role, pool)).toList();
        Map<String, TopicDescription> topics = await(admin.describeTopics(queues).allTopicNames());
        Map<TopicPartition, RecordsToDelete> all =
                topics.values().stream()
                        .flatMap(
                                topic ->
                                        topic.partitions().stream()
                                                .map(
                                                        partition ->
                                                                new TopicPartition(
                                                                        topic.name(),
                                                                        partition.partition())))
                        .collect(
                                Collectors.toMap(
                                        partition -> partition,
                                        // -1 is Kafka's word for the end of the partition.
                                        _ -> RecordsToDelete.beforeOffset(-1)));
        await(admin.deleteRecords(all).all());
    }

    /** Deletes the topics; those that are gone are fine. */
    void delete() throws InterruptedException {
        List<String> names = new ArrayList<>();
        for (Role role : Role.values()) {
            names.add(Topics.tasks(role, pool));
            names.add(Topics.jobs(role, pool));
        }
        for (KafkaFuture<Void> deletion : admin.deleteTopics(names).topicNameValues().values()) {
            try {
                deletion.get();
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
                    throw failed(e);
                }
            }
        }
    }

    private static <T> T await(KafkaFuture<T> future) throws InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw failed(e);
        }
    }

    private static FailureException failed(ExecutionException e) {
        Failure failure =
                new Failure(
                        FailureCodes.TOPIC,
                        FailureKind.TRANSPORT,
                        "the topics of this run cannot be changed: " + Causes.shortest(e),
                        "Check the Kafka cluster and the rights of its user.");
        return new FailureException(failure, false, e);
    }
}
