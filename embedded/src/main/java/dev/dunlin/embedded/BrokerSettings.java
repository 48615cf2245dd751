package dev.dunlin.embedded;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** What makes a broker of one start in about a second, stay small, and hand out work at once. */
final class BrokerSettings {
    static final int NODE_ID = 1;
    static final String CLIENT_LISTENER = "PLAINTEXT";
    static final String CONTROLLER_LISTENER = "CONTROLLER";

    private static final int LARGEST_RECORD_BYTES = 8 << 20;
    private static final int SEGMENT_BYTES = 64 << 20;
    private static final int HEARTBEAT_MILLIS = 300;

    private final Map<String, Object> settings = new HashMap<>();

    private BrokerSettings() {}

    static Map<String, Object> of(Path log, int clientPort, int controllerPort) {
        var all = new BrokerSettings();
        all.identity(log, clientPort, controllerPort);
        all.oneBroker();
        all.smallFootprint();
        all.storage();
        all.classicGroups();
        all.groups("consumer");
        all.groups("streams");
        all.groups("share");
        all.shareGroups();
        return all.settings;
    }

    private void identity(Path log, int clientPort, int controllerPort) {
        var controller = "127.0.0.1:" + controllerPort;
        var client = CLIENT_LISTENER + "://127.0.0.1:" + clientPort;
        set("process.roles", "broker,controller");
        set("node.id", NODE_ID);
        set("listeners", client + "," + CONTROLLER_LISTENER + "://" + controller);
        set("advertised.listeners", client);
        set("controller.listener.names", CONTROLLER_LISTENER);
        // A static voter: its port is not written to disk, so it may change with every start.
        set("controller.quorum.voters", NODE_ID + "@" + controller);
        set("log.dir", log);
    }

    private void oneBroker() {
        for (var topic : new String[] {"offsets.topic", "share.coordinator.state.topic"}) {
            set(topic + ".num.partitions", 1);
            set(topic + ".replication.factor", 1);
        }
        set("transaction.state.log.num.partitions", 1);
        set("transaction.state.log.replication.factor", 1);
        set("transaction.state.log.min.isr", 1);
        set("share.coordinator.state.topic.min.isr", 1);
        set("min.insync.replicas", 1);
        set("default.replication.factor", 1);
        set("auto.create.topics.enable", false);
        set("auto.leader.rebalance.enable", false);
        set("controlled.shutdown.enable", false);
        set("transaction.max.timeout.ms", 15 * 60_000);
        set("transaction.abort.timed.out.transaction.cleanup.interval.ms", 2_000);
        // Nobody else votes or leads: waiting for others only costs start-up time.
        set("controller.quorum.election.timeout.ms", 100);
        set("controller.quorum.election.backoff.max.ms", 50);
        set("controller.quorum.append.linger.ms", 0);
        set("broker.heartbeat.interval.ms", 500);
    }

    private void smallFootprint() {
        set("num.network.threads", 2);
        set("num.io.threads", 4);
        set("background.threads", 2);
        set("num.recovery.threads.per.data.dir", 2);
        set("group.coordinator.threads", 1);
        set("group.coordinator.background.threads", 1);
        set("log.cleaner.dedupe.buffer.size", 4 << 20);
        set("log.cleaner.io.buffer.size", 256 << 10);
        set("metric.reporters", "");
        set("queued.max.requests", 100);
    }

    private void storage() {
        set("message.max.bytes", LARGEST_RECORD_BYTES);
        set("replica.fetch.max.bytes", LARGEST_RECORD_BYTES);
        set("socket.send.buffer.bytes", -1);
        set("socket.receive.buffer.bytes", -1);
        set("log.segment.bytes", SEGMENT_BYTES);
        // Our topics end by deleteRecords or compaction, never by age; and what was deleted
        // has to leave the disk soon, because that is what bounds a migration's disk use.
        set("log.retention.ms", -1);
        set("log.retention.check.interval.ms", 3_000);
        set("log.initial.task.delay.ms", 3_000);
        set("log.segment.delete.delay.ms", 500);
        set("log.cleaner.backoff.ms", 5_000);
        set("offsets.retention.minutes", Integer.MAX_VALUE);
        set("transactional.id.expiration.ms", Integer.MAX_VALUE);
        set("metadata.log.segment.bytes", 8 << 20);
    }

    private void classicGroups() {
        set("group.initial.rebalance.delay.ms", 0);
        set("group.streams.initial.rebalance.delay.ms", 0);
        set("group.min.session.timeout.ms", 1_000);
    }

    /** A member learns its assignment by heartbeat: the interval is what a new member waits. */
    private void groups(String kind) {
        var prefix = "group." + kind;
        set(prefix + ".assignment.interval.ms", 0);
        set(prefix + ".heartbeat.interval.ms", HEARTBEAT_MILLIS);
        set(prefix + ".min.heartbeat.interval.ms", 100);
        set(prefix + ".min.session.timeout.ms", 1_000);
        set(prefix + ".session.timeout.ms", 10_000);
    }

    private void shareGroups() {
        set("group.share.record.lock.duration.ms", 30_000);
        set("group.share.min.record.lock.duration.ms", 1_000);
        set("group.share.delivery.count.limit", 10);
        set("group.share.initialize.retry.interval.ms", 500);
    }

    private void set(String name, Object value) {
        settings.put(name, value.toString());
    }
}
