package dev.dunlin.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dunlin.messaging.KafkaCluster;
import dev.dunlin.messaging.MessageSender;
import dev.dunlin.protocol.Condition;
import dev.dunlin.protocol.GateDecision;
import dev.dunlin.protocol.MigrationName;
import dev.dunlin.protocol.OnlineSettings;
import dev.dunlin.protocol.OnlineSettings.Gate;
import dev.dunlin.protocol.Topics;
import dev.dunlin.testkit.Await;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A coordinator dies between accepting a cutover and finishing it, and the other one finishes it.
 * Each of two coordinators decides one of two migrations, so that whichever is killed decided one.
 */
@Tag("soak")
final class TakeOverIT {

    private static final String GROUP = "dunlin.coordinator";
    private static final int ROWS = 2_000;
    private static final MigrationName NOBODY = new MigrationName("nobody");

    private static final OnlineSettings GATED =
            new OnlineSettings(
                    OnlineSettings.DEFAULT.trigger(),
                    OnlineSettings.DEFAULT.cutover(),
                    OnlineSettings.DEFAULT.slot(),
                    List.of(Gate.BEFORE_CUTOVER));

    @TempDir private Path home;

    private final List<Moving> all = new ArrayList<>();
    private final List<Connection> locks = new ArrayList<>();

    @Test
    void the_other_coordinator_finishes_what_was_accepted() throws Exception {
        try (RoleProcesses processes = new RoleProcesses(home)) {
            processes.start();
            processes.awaitRunning();
            try {
                run(processes);
            } catch (AssertionError e) {
                throw new AssertionError(e.getMessage() + processes.logs(), e);
            }
        } finally {
            release();
            all.forEach(Moving::close);
        }
    }

    private void run(RoleProcesses processes) throws Exception {
        KafkaCluster cluster = KafkaCluster.at(processes.bootstrapServers());
        try (Admin admin = Admin.create(cluster.properties());
                MessageSender sender = new MessageSender(cluster);
                MigrationClient client = new MigrationClient(cluster)) {
            Map<String, MigrationName> names =
                    Await.value(
                            "each coordinator has its share",
                            MigrationClient.LONG,
                            () -> nameOfEach(admin),
                            found -> found.size() == 2);
            for (MigrationName name : names.values()) {
                all.add(Moving.online(name.value(), ROWS, GATED));
            }
            all.forEach(client::begin);
            all.forEach(client::cutOver);
            for (Moving moving : all) {
                awaitGate(client, moving);
                block(moving);
                sender.sendAndWait(Topics.GATES, moving.name().value(), approval(moving));
                awaitBlocked(client, moving);
            }
            assertThat(nameOfEach(admin)).as("the deciders before the kill").isEqualTo(names);
            processes.kill("coordinator-1");
            MigrationName orphan =
                    Await.value(
                            "the other coordinator decides all",
                            MigrationClient.LONG,
                            () -> orphan(admin, names),
                            found -> !found.value().equals(NOBODY.value()));
            System.out.println(
                    "TakeOverIT: the killed coordinator decided "
                            + orphan
                            + " in phase "
                            + client.phases(orphan));
            release();
            all.forEach(client::assertSucceeds);
        }
        all.forEach(Moving::assertEqual);
    }

    /** A name for each coordinator whose migration it would decide; empty while they settle. */
    private static Map<String, MigrationName> nameOfEach(Admin admin) throws Exception {
        int partitions =
                described(admin.describeTopics(List.of(Topics.COMMANDS)).allTopicNames().get())
                        .partitions()
                        .size();
        Map<String, MigrationName> names = new HashMap<>();
        for (MemberDescription member : members(admin)) {
            Set<Integer> mine = commands(member);
            for (int i = 0; i < 1_000 && !names.containsKey(member.consumerId()); i++) {
                String name = "taken-" + i;
                byte[] key = name.getBytes(StandardCharsets.UTF_8);
                if (mine.contains(Utils.toPositive(Utils.murmur2(key)) % partitions)) {
                    names.put(member.consumerId(), new MigrationName(name));
                }
            }
        }
        return names;
    }

    /** The migration whose decider is gone; {@link #NOBODY} until the other one has taken over. */
    private static MigrationName orphan(Admin admin, Map<String, MigrationName> names)
            throws Exception {
        List<MemberDescription> members = members(admin);
        if (members.size() != 1) {
            return NOBODY;
        }
        Map<String, MigrationName> left = new HashMap<>(names);
        assertThat(left.remove(members.getFirst().consumerId())).as("the survivor").isNotNull();
        return left.values().iterator().next();
    }

    private static List<MemberDescription> members(Admin admin) throws Exception {
        ConsumerGroupDescription group =
                described(admin.describeConsumerGroups(List.of(GROUP)).all().get());
        return group.groupState() == GroupState.STABLE ? List.copyOf(group.members()) : List.of();
    }

    /** The one thing that was asked about. */
    private static <T> T described(Map<String, T> answers) {
        return answers.values().iterator().next();
    }

    private static Set<Integer> commands(MemberDescription member) {
        Set<Integer> partitions = new TreeSet<>();
        member.assignment().topicPartitions().stream()
                .filter(partition -> partition.topic().equals(Topics.COMMANDS))
                .forEach(partition -> partitions.add(partition.partition()));
        return partitions;
    }

    private static void awaitGate(MigrationClient client, Moving moving) {
        Await.until(
                moving.name() + " waits at the gate",
                MigrationClient.LONG,
                () ->
                        client.status(moving.name()).conditions().stream()
                                .anyMatch(c -> c.type().equals(Condition.AWAITING_GATE)));
    }

    /** Holds up the last changes: the cutover cannot be over before the lock is released. */
    private void block(Moving moving) throws Exception {
        Connection connection = moving.target().connect();
        locks.add(connection);
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("LOCK TABLE journal IN ACCESS EXCLUSIVE MODE");
        }
    }

    private static GateDecision approval(Moving moving) {
        return new GateDecision(
                moving.name(),
                Gate.BEFORE_CUTOVER,
                GateDecision.Decision.APPROVE,
                "change board",
                "in the window");
    }

    private static void awaitBlocked(MigrationClient client, Moving moving) {
        Await.until(
                moving.name() + " drains and cannot",
                MigrationClient.LONG,
                () ->
                        client.phases(moving.name()).equals("drain")
                                && !moving.target()
                                        .column(
                                                "SELECT pid FROM pg_locks WHERE NOT granted AND"
                                                        + " relation = 'journal'::regclass")
                                        .isEmpty());
    }

    private void release() throws Exception {
        for (Connection lock : locks) {
            lock.close();
        }
        locks.clear();
    }
}
