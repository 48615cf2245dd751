package dev.dunlin.messaging;

import dev.dunlin.protocol.Leftover;
import dev.dunlin.protocol.MigrationName;
import dev.dunlin.protocol.Topics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ReplicaInfo;
import org.apache.kafka.common.KafkaFuture;

/**
 * The topics and groups of single migrations that are in the cluster now. A cluster is one
 * installation, so all of them are its.
 */
public final class MigrationTopics {

    private static final String SERVER = "kafka";

    private final Admin admin;
    private final Installation installation;

    public MigrationTopics(Admin admin) {
        this.admin = admin;
        this.installation = new Installation(admin);
    }

    /** The id of this installation. */
    public String installation() {
        return installation.get();
    }

    /** Those of all migrations. */
    public List<Leftover> find() {
        List<Leftover> found = new ArrayList<>();
        Map<String, Long> sizes = sizes();
        for (String topic : on(admin.listTopics().names())) {
            migration(topic, Topics.ROWS, Topics.CHANGES)
                    .ifPresent(
                            name ->
                                    found.add(
                                            leftover(
                                                    Leftover.Kind.TOPIC,
                                                    topic,
                                                    name,
                                                    sizes.getOrDefault(topic, 0L))));
        }
        on(admin.listGroups().all())
                .forEach(
                        group ->
                                migration(group.groupId(), SegmentReader.GROUPS)
                                        .ifPresent(
                                                name ->
                                                        found.add(
                                                                leftover(
                                                                        Leftover.Kind.GROUP,
                                                                        group.groupId(),
                                                                        name,
                                                                        0))));
        return found;
    }

    private Leftover leftover(Leftover.Kind kind, String name, String migration, long bytes) {
        return new Leftover(kind, SERVER, "", name, migration, installation.get(), "", bytes, 0);
    }

    private static Optional<String> migration(String name, String... prefixes) {
        for (String prefix : prefixes) {
            String rest = name.startsWith(prefix) ? name.substring(prefix.length()) : "";
            if (MigrationName.legal(rest)) {
                return Optional.of(rest);
            }
        }
        return Optional.empty();
    }

    /** What topics take on the disks of all brokers. */
    private Map<String, Long> sizes() {
        List<Integer> brokers =
                on(admin.describeCluster().nodes()).stream().map(node -> node.id()).toList();
        Map<String, Long> sizes = new HashMap<>();
        on(admin.describeLogDirs(brokers).allDescriptions())
                .values()
                .forEach(
                        dirs ->
                                dirs.values()
                                        .forEach(
                                                dir ->
                                                        dir.replicaInfos()
                                                                .forEach(
                                                                        (at, info) ->
                                                                                add(
                                                                                        sizes,
                                                                                        at.topic(),
                                                                                        info))));
        return sizes;
    }

    private static void add(Map<String, Long> sizes, String topic, ReplicaInfo info) {
        sizes.merge(topic, info.size(), Long::sum);
    }

    /** Deletes one; nothing happens when it is gone. */
    public void drop(Leftover leftover) {
        BulkTopic topic = new BulkTopic(admin, ControlTopics.BROKER_DEFAULT, leftover.name());
        switch (leftover.kind()) {
            case TOPIC -> topic.delete();
            case GROUP -> topic.deleteGroup(leftover.name());
            case SLOT, SCHEMA, PUBLICATION, LEDGER ->
                    throw new IllegalArgumentException(leftover.id() + " is not in Kafka");
        }
    }

    private static <T> T on(KafkaFuture<T> future) {
        return Waiting.on(
                future.toCompletionStage().toCompletableFuture(),
                FailureCodes.TOPIC,
                "cannot look for topics and groups");
    }
}
