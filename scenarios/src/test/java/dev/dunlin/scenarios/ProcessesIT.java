package dev.dunlin.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dunlin.messaging.CommandClient;
import dev.dunlin.messaging.KafkaCluster;
import dev.dunlin.messaging.StatusFollower;
import dev.dunlin.messaging.StatusListener;
import dev.dunlin.messaging.StatusScope;
import dev.dunlin.protocol.Command;
import dev.dunlin.protocol.DatabasePair;
import dev.dunlin.protocol.Endpoint;
import dev.dunlin.protocol.MigrationMode;
import dev.dunlin.protocol.MigrationName;
import dev.dunlin.protocol.MigrationOption;
import dev.dunlin.protocol.MigrationSettings;
import dev.dunlin.protocol.MigrationSpec;
import dev.dunlin.protocol.MigrationState;
import dev.dunlin.protocol.MigrationStatus;
import dev.dunlin.protocol.OnlineSettings;
import dev.dunlin.protocol.Reply;
import dev.dunlin.protocol.Roles;
import dev.dunlin.protocol.SecretRef;
import dev.dunlin.protocol.TablePatterns;
import dev.dunlin.protocol.VerifyMode;
import dev.dunlin.testkit.Await;
import dev.dunlin.testkit.DatabaseDigest;
import dev.dunlin.testkit.TestDatabase;
import dev.dunlin.testkit.TestServers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Separate processes: many migrations at once, and one process of each role killed meanwhile. */
@Tag("soak")
final class ProcessesIT {

    private static final int OFFLINE = Integer.getInteger("dunlin.offline", 3);
    private static final int ONLINE = Integer.getInteger("dunlin.online", 2);
    private static final Duration LONG = Duration.ofMinutes(6);
    private static final Duration REPLY = Duration.ofSeconds(60);

    private static final List<String> ROLES =
            List.of("coordinator", "snapshot-worker", "cdc-worker", "sink-worker");

    @TempDir private Path home;

    private final List<Moving> all = new ArrayList<>();

    /** One migration of the test. */
    private record Moving(
            MigrationSpec spec, TestDatabase source, TestDatabase target, List<SteadyWriter> writer)
            implements AutoCloseable {

        boolean online() {
            return spec.mode() == MigrationMode.ONLINE;
        }

        @Override
        public void close() {
            for (SteadyWriter one : writer) {
                one.close();
            }
            source.close();
            target.close();
        }
    }

    @Test
    void one_of_each_is_killed_and_all_succeed() throws Exception {
        try (RoleProcesses processes = new RoleProcesses(home)) {
            processes.start();
            try {
                migrate(processes);
            } catch (AssertionError e) {
                throw new AssertionError(e.getMessage() + processes.logs(), e);
            }
        } finally {
            for (Moving moving : all) {
                moving.close();
            }
        }
    }

    private void migrate(RoleProcesses processes) throws Exception {
        KafkaCluster cluster = KafkaCluster.at(processes.bootstrapServers());
        awaitReady(processes);
        try (StatusFollower follower =
                        new StatusFollower(cluster, StatusScope.all(), StatusListener.NONE);
                CommandClient client = new CommandClient(cluster)) {
            follower.start();
            for (int i = 0; i < OFFLINE + ONLINE; i++) {
                Moving moving = moving(i, i < OFFLINE);
                all.add(moving);
                ask(client, new Command.StartMigration(UUID.randomUUID().toString(), moving.spec));
            }
            Await.until(
                    "every migration copies, or is further",
                    LONG,
                    () -> all.stream().allMatch(m -> copies(follower, m)));
            for (String role : ROLES) {
                processes.kill(role + "-1");
            }
            processes.start();
            for (Moving moving : all) {
                if (moving.online()) {
                    cutOver(client, moving);
                }
            }
            for (Moving moving : all) {
                MigrationStatus end =
                        Await.value(
                                moving.spec.name() + " ends",
                                LONG,
                                () -> status(follower, moving),
                                status -> status.state().ended());
                assertThat(end.state()).as(end.toString()).isEqualTo(MigrationState.SUCCEEDED);
            }
        }
        for (Moving moving : all) {
            assertEqual(moving);
        }
    }

    /** The first start of nine JVMs on a small machine takes a while. */
    private static void awaitReady(RoleProcesses processes) {
        Await.until(
                "all processes run",
                Duration.ofMinutes(3),
                () -> {
                    for (String role : ROLES) {
                        for (int n = 1; n <= 2; n++) {
                            if (!processes.log(role + "-" + n).contains(role + " runs")) {
                                return false;
                            }
                        }
                    }
                    return true;
                });
    }

    private static boolean copies(StatusFollower follower, Moving moving) {
        return status(follower, moving).databases().stream()
                .allMatch(database -> database.chunksLoaded() > 0);
    }

    private static MigrationStatus status(StatusFollower follower, Moving moving) {
        return follower.latest().migration(moving.spec.name()).orElseThrow();
    }

    private static void ask(CommandClient client, Command command) {
        Reply reply = client.ask(command, REPLY);
        assertThat(reply.status()).as(reply.message()).isEqualTo(Reply.Status.ACCEPTED);
    }

    /** Refused until it is ready. */
    private static void cutOver(CommandClient client, Moving moving) {
        OnlineSettings.CutoverTerms terms =
                new OnlineSettings.CutoverTerms(10, OnlineSettings.Fence.READ_ONLY, 120);
        Await.until(
                "the cutover of " + moving.spec.name() + " is taken",
                LONG,
                () -> {
                    String id = UUID.randomUUID().toString();
                    Command cutover = new Command.CutoverMigration(moving.spec.name(), id, terms);
                    return client.ask(cutover, REPLY).status() == Reply.Status.ACCEPTED;
                });
    }

    private static Moving moving(int number, boolean offline) {
        TestDatabase source = TestServers.source().createDatabase("processes");
        TestDatabase target = TestServers.target().createDatabase("processes");
        fill(source, 20_000 * (1 + number % 3));
        List<SteadyWriter> writer = offline ? List.of() : List.of(new SteadyWriter(source));
        return new Moving(spec(number, offline, source, target), source, target, writer);
    }

    private static MigrationSpec spec(
            int number, boolean offline, TestDatabase source, TestDatabase target) {
        return new MigrationSpec(
                new MigrationName((offline ? "offline-" : "online-") + number),
                offline ? MigrationMode.OFFLINE : MigrationMode.ONLINE,
                MigrationOption.VALIDATE_AND_MIGRATE,
                MigrationSpec.ON_PREMISES,
                endpoint(source),
                endpoint(target),
                List.of(new DatabasePair(source.name(), target.name())),
                new TablePatterns(List.of(), List.of()),
                new MigrationSettings(
                        2,
                        1 << 20,
                        VerifyMode.FULL,
                        false,
                        true,
                        true,
                        Roles.CHECK,
                        4,
                        OnlineSettings.DEFAULT),
                "default",
                "default");
    }

    private static Endpoint endpoint(TestDatabase database) {
        return new Endpoint(
                "127.0.0.1", database.port(), "postgres", new TreeMap<>(), SecretRef.NONE);
    }

    private static void fill(TestDatabase source, int rows) {
        for (int i = 0; i < 6; i++) {
            source.execute(
                    "CREATE TABLE t"
                            + i
                            + " AS SELECT g AS id, md5(g::text) AS a, repeat(md5((g * 7)::text), 6)"
                            + " AS b FROM generate_series(1, "
                            + rows
                            + ") g",
                    "ALTER TABLE t" + i + " ADD PRIMARY KEY (id)");
        }
    }

    private static void assertEqual(Moving moving) {
        DatabaseDigest there = DatabaseDigest.of(moving.target);
        assertThat(DatabaseDigest.of(moving.source).diff(there))
                .as(moving.spec.name().value())
                .isEmpty();
        assertThat(ScenarioIT.leftOn(moving.source)).isEmpty();
        moving.writer.forEach(writer -> assertThat(writer.written()).isPositive());
    }
}
