package dev.dunlin.messaging;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.clients.consumer.ShareConsumer;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The share group of a queue and its members. The group's settings are laid down before the first
 * member joins: where a group without a position begins is decided only once.
 */
final class TaskGroup {

    /** A task is handed out this often before it is given up, so the broker must not be first. */
    static final int ATTEMPTS = 5;

    private static final int BROKER_ATTEMPTS = 10;
    private static final int HEARTBEAT_MILLIS = 300;
    private static final int FETCH_WAIT_MILLIS = 100;

    private final TaskQueueSettings settings;

    TaskGroup(TaskQueueSettings settings) {
        this.settings = settings;
    }

    /** Sets the group up. What the broker allows bounds what is asked of it. */
    void configure() {
        try (Admin admin = Admin.create(settings.cluster().properties())) {
            Config broker = broker(admin);
            Map<String, String> wanted = new LinkedHashMap<>();
            wanted.put("share.auto.offset.reset", "earliest");
            wanted.put("share.isolation.level", "read_committed");
            wanted.put(
                    "share.record.lock.duration.ms",
                    within(broker, "record.lock.duration.ms", settings.lock().toMillis()));
            // A member learns its share of the work by heartbeat.
            wanted.put(
                    "share.heartbeat.interval.ms",
                    within(broker, "heartbeat.interval.ms", HEARTBEAT_MILLIS));
            wanted.put(
                    "share.delivery.count.limit",
                    within(broker, "delivery.count.limit", BROKER_ATTEMPTS));
            var group = new ConfigResource(ConfigResource.Type.GROUP, settings.group());
            await(admin.incrementalAlterConfigs(Map.of(group, operations(wanted))).all());
        }
    }

    /** A member that takes one record at a time and none ahead of it. */
    ShareConsumer<byte[], byte[]> member() {
        Properties properties = settings.cluster().properties();
        properties.put(ConsumerConfig.GROUP_ID_CONFIG, settings.group());
        properties.put(ConsumerConfig.SHARE_ACKNOWLEDGEMENT_MODE_CONFIG, "explicit");
        properties.put(ConsumerConfig.SHARE_ACQUIRE_MODE_CONFIG, "record_limit");
        properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1);
        // The broker answers at once when there is a task; closing waits for this long at most.
        properties.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, FETCH_WAIT_MILLIS);
        // Locks bound how long a silent worker keeps a task; nothing else needs to.
        properties.put(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, Integer.MAX_VALUE);
        return new KafkaShareConsumer<>(
                properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private static Config broker(Admin admin) {
        Node node = await(admin.describeCluster().nodes()).iterator().next();
        var broker = new ConfigResource(ConfigResource.Type.BROKER, node.idString());
        return await(admin.describeConfigs(List.of(broker)).all()).values().iterator().next();
    }

    /** The wanted value between the broker's bounds for it, as far as the broker tells them. */
    private static String within(Config broker, String name, long wanted) {
        long least = bound(broker, "group.share.min." + name, Long.MIN_VALUE);
        long most = bound(broker, "group.share.max." + name, Long.MAX_VALUE);
        return String.valueOf(Math.clamp(wanted, least, most));
    }

    private static long bound(Config broker, String name, long otherwise) {
        ConfigEntry entry = broker.get(name);
        return entry == null || entry.value() == null ? otherwise : Long.parseLong(entry.value());
    }

    private static Collection<AlterConfigOp> operations(Map<String, String> wanted) {
        return wanted.entrySet().stream()
                .map(
                        entry ->
                                new AlterConfigOp(
                                        new ConfigEntry(entry.getKey(), entry.getValue()),
                                        AlterConfigOp.OpType.SET))
                .toList();
    }

    private static <T> T await(KafkaFuture<T> future) {
        return Waiting.on(
                future.toCompletionStage().toCompletableFuture(),
                FailureCodes.TOPIC,
                "cannot set up the task queue");
    }
}
