package dev.dunlin.messaging;

import dev.dunlin.protocol.Role;
import dev.dunlin.protocol.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/**
 * The topics every installation has. Makes what is missing and leaves alone what is there, so
 * operators may tune a topic and every process may call this at its start.
 */
public final class ControlTopics {

    /** Lets the broker's default.replication.factor decide. */
    public static final short BROKER_DEFAULT = -1;

    /** Among how many processes of a kind the work can be divided. */
    public enum Spread {
        /** Processes come and go. */
        MANY(4, 12),

        /**
         * There is one of each kind and never another. The broker makes files for each partition:
         * fewer let a run begin and end sooner.
         */
        ONE(1, 1);

        /**
         * What the coordinator reads together and splits by migration: as many coordinator
         * instances can share the work. All such topics must have the same number.
         */
        private final int coordinators;

        /** At most this many processes can share the jobs of a role and pool. */
        private final int jobOwners;

        Spread(int coordinators, int jobOwners) {
            this.coordinators = coordinators;
            this.jobOwners = jobOwners;
        }
    }

    /**
     * One partition for each queue: a share group divides partitions among its members, and tasks
     * in a partition of busy workers would wait while others are idle.
     */
    private static final int TASK_PARTITIONS = 1;

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration WEEK = Duration.ofDays(7);
    private static final Duration MONTH = Duration.ofDays(30);

    private final TopicSetup setup;
    private final Spread spread;
    private final Map<String, Integer> partitions = new ConcurrentHashMap<>();

    /** Topics for any number of processes. */
    public ControlTopics(Admin admin, short replicationFactor) {
        this(admin, replicationFactor, Spread.MANY);
    }

    public ControlTopics(Admin admin, short replicationFactor, Spread spread) {
        this.setup = new TopicSetup(admin, replicationFactor);
        this.spread = spread;
    }

    /** Makes the topics that all pools share. */
    public void ensure() {
        setup.make(
                List.of(
                        // Read within moments; a week is for looking back after an incident.
                        kept(Topics.COMMANDS, spread.coordinators, WEEK),
                        kept(Topics.REPORTS, spread.coordinators, WEEK),
                        kept(Topics.REPLIES, 1, DAY),
                        kept(Topics.PROGRESS, 1, HOUR),
                        kept(Topics.POSITIONS, spread.coordinators, HOUR),
                        kept(Topics.GATES, spread.coordinators, WEEK),
                        kept(Topics.READINESS, spread.coordinators, HOUR),
                        // For people: as long as a migration may be talked about.
                        kept(Topics.EVENTS, 1, MONTH),
                        kept(Topics.PARKED, 1, MONTH),
                        // Needed until a migration's constraints stand.
                        kept(Topics.ARCHIVES, 1, MONTH),
                        compacted(Topics.MIGRATIONS, 1),
                        compacted(Topics.TABLES, 1),
                        compacted(Topics.CONNECTIONS, 1),
                        compacted(Topics.WORKERS, 1)));
    }

    /** Makes the tasks and jobs topics of one role of a pool. */
    public void ensurePool(Role role, String pool) {
        setup.make(
                List.of(
                        kept(Topics.tasks(role, pool), TASK_PARTITIONS, WEEK),
                        compacted(Topics.jobs(role, pool), spread.jobOwners)));
    }

    /** How many partitions a topic has; asked once, since the number of these never changes. */
    public int partitions(String topic) {
        return partitions.computeIfAbsent(topic, setup::partitions);
    }

    private NewTopic kept(String name, int partitions, Duration retention) {
        Duration segment = retention.dividedBy(4);
        return setup.topic(name, partitions)
                .configs(
                        Map.of(
                                "cleanup.policy",
                                "delete",
                                "retention.ms",
                                String.valueOf(retention.toMillis()),
                                "segment.ms",
                                String.valueOf(segment.toMillis()),
                                "max.message.bytes",
                                TopicSetup.MAX_MESSAGE_BYTES));
    }

    /** A day of tombstones: whoever reads from the start sees them or reads for less than that. */
    private NewTopic compacted(String name, int partitions) {
        return setup.topic(name, partitions)
                .configs(
                        Map.of(
                                "cleanup.policy",
                                "compact",
                                "segment.ms",
                                String.valueOf(HOUR.toMillis()),
                                "min.cleanable.dirty.ratio",
                                "0.2",
                                "delete.retention.ms",
                                String.valueOf(DAY.toMillis()),
                                "max.message.bytes",
                                TopicSetup.MAX_MESSAGE_BYTES));
    }
}
