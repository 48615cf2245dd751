package dev.dunlin.messaging;

import dev.dunlin.protocol.Failure;
import dev.dunlin.protocol.FailureKind;
import dev.dunlin.protocol.MigrationName;
import dev.dunlin.protocol.Severity;
import dev.dunlin.protocol.Topics;
import dev.dunlin.protocol.check.Checklist;
import dev.dunlin.protocol.check.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.CreateTopicsOptions;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TopicExistsException;

/** Looks at the cluster as a worker sees it: reach, rights, sizes, replicas. */
public final class KafkaChecks {

    /** A segment of rows with its header; plans of wide tables are larger, up to the limit. */
    private static final long LEAST_MESSAGE_BYTES = 2L << 20;

    private static final int SECONDS = 20;
    private static final MigrationName PROBE = new MigrationName("validation-probe");

    private final Admin admin;
    private final short replicationFactor;
    private final List<String> topics;
    private final KafkaCluster cluster;

    KafkaChecks(Admin admin, KafkaCluster cluster, short replicationFactor, List<String> topics) {
        this.admin = admin;
        this.cluster = cluster;
        this.replicationFactor = replicationFactor;
        this.topics = List.copyOf(topics);
    }

    /** Checks of the topics that every worker uses. */
    public static KafkaChecks of(Admin admin, KafkaCluster cluster) {
        return new KafkaChecks(
                admin,
                cluster,
                ControlTopics.BROKER_DEFAULT,
                List.of(Topics.REPORTS, Topics.ARCHIVES, Topics.PROGRESS));
    }

    /**
     * Adds one finding for each check.
     *
     * @param scope the side whose worker looks
     */
    public void look(String scope, Checklist findings) {
        int brokers;
        try {
            brokers = await(admin.describeCluster().nodes()).size();
        } catch (ExecutionException | TimeoutException e) {
            findings.failed(KafkaCheck.REACH.description().title(), scope, unreachable(e));
            return;
        }
        findings.add(KafkaCheck.REACH, scope, Result.good(brokers + " brokers answer"));
        findings.add(KafkaCheck.ENCRYPTION, scope, encryption(cluster));
        findings.add(KafkaCheck.CREATE, scope, create());
        Map<String, TopicDescription> found;
        try {
            var options = new DescribeTopicsOptions().includeAuthorizedOperations(true);
            found = await(admin.describeTopics(topics, options).allTopicNames());
        } catch (ExecutionException | TimeoutException e) {
            String message = "topics " + topics + " cannot be seen: " + why(e);
            String fix = KafkaCheck.ACCESS.description().remedy();
            findings.add(KafkaCheck.ACCESS, scope, Result.failed(message, fix));
            return;
        }
        findings.add(KafkaCheck.ACCESS, scope, access(found));
        findings.add(KafkaCheck.MESSAGE_SIZE, scope, sizes());
        int replicas =
                found.values().stream()
                        .flatMap(topic -> topic.partitions().stream())
                        .mapToInt(partition -> partition.replicas().size())
                        .min()
                        .orElse(0);
        findings.add(KafkaCheck.REPLICATION, scope, replication(brokers, replicas));
    }

    static Result encryption(KafkaCluster cluster) {
        String weakness = KafkaOptions.weakness(cluster.clientProperties());
        boolean fine = cluster.local() || weakness.isEmpty();
        return Result.of(
                        fine,
                        Severity.WARNING,
                        fine
                                ? cluster.local()
                                        ? "on this machine"
                                        : "brokers are spoken to by TLS"
                                : "rows pass between here and the brokers, and " + weakness,
                        KafkaCheck.ENCRYPTION.description().remedy())
                .seenBy(weakness);
    }

    private static Failure unreachable(Exception cause) {
        return new Failure(
                KafkaCheck.REACH.code(),
                FailureKind.TRANSPORT,
                "Kafka does not answer: " + why(cause),
                KafkaCheck.REACH.description().remedy());
    }

    private Result create() {
        var rows = new TopicSetup(admin, replicationFactor).topic(Topics.rows(PROBE), 1);
        try {
            await(
                    admin.createTopics(List.of(rows), new CreateTopicsOptions().validateOnly(true))
                            .all());
        } catch (ExecutionException | TimeoutException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                return Result.failed(
                        "a topic for rows cannot be made: " + why(e),
                        KafkaCheck.CREATE.description().remedy());
            }
        }
        return Result.good("the topic of a migration's rows can be made");
    }

    private static Result access(Map<String, TopicDescription> found) {
        List<String> lacking = new ArrayList<>();
        found.forEach(
                (name, topic) -> {
                    // Null where the cluster has no authorizer.
                    Set<AclOperation> allowed = topic.authorizedOperations();
                    for (var needed : List.of(AclOperation.READ, AclOperation.WRITE)) {
                        if (allowed != null && !allowed.contains(needed)) {
                            lacking.add(needed + " on " + name);
                        }
                    }
                });
        return Result.of(
                lacking.isEmpty(),
                Severity.FAILED,
                lacking.isEmpty()
                        ? "shared topics can be read and written"
                        : "this worker lacks " + lacking,
                KafkaCheck.ACCESS.description().remedy());
    }

    private Result sizes() {
        List<ConfigResource> asked =
                topics.stream()
                        .map(topic -> new ConfigResource(ConfigResource.Type.TOPIC, topic))
                        .toList();
        Map<ConfigResource, Config> configs;
        try {
            configs = await(admin.describeConfigs(asked).all());
        } catch (ExecutionException | TimeoutException e) {
            return Result.warning(
                    "the size of messages cannot be seen: " + why(e),
                    "Allow DescribeConfigs on dunlin.*.");
        }
        long least =
                configs.values().stream()
                        .mapToLong(c -> Long.parseLong(c.get("max.message.bytes").value()))
                        .min()
                        .orElse(0);
        long full = Long.parseLong(TopicSetup.MAX_MESSAGE_BYTES);
        return Result.of(
                        least >= full,
                        least < LEAST_MESSAGE_BYTES ? Severity.FAILED : Severity.WARNING,
                        "shared topics take messages of up to %d bytes, the largest may have %d"
                                .formatted(least, full),
                        KafkaCheck.MESSAGE_SIZE.description().remedy())
                .seenBy("max.message.bytes = " + least);
    }

    /** One broker is a choice; one replica among several brokers is an oversight. */
    static Result replication(int brokers, int replicas) {
        return Result.of(
                brokers < 2 || replicas > 1,
                Severity.WARNING,
                replicas + " replicas of each message on " + brokers + " brokers",
                KafkaCheck.REPLICATION.description().remedy());
    }

    private static <T> T await(KafkaFuture<T> future) throws ExecutionException, TimeoutException {
        try {
            return future.get(SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    private static String why(Exception e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        return cause.getClass().getSimpleName() + ": " + cause.getMessage();
    }
}
