package dev.dunlin.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dunlin.messaging.CommandClient;
import dev.dunlin.messaging.StatusFollower;
import dev.dunlin.messaging.StatusListener;
import dev.dunlin.messaging.StatusScope;
import dev.dunlin.protocol.Command;
import dev.dunlin.protocol.DatabasePair;
import dev.dunlin.protocol.DatabaseStatus;
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
import dev.dunlin.testkit.FaultProxy;
import dev.dunlin.testkit.TestDatabase;
import dev.dunlin.testkit.TestServers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server is stopped and started while a migration runs; nobody asks it to go on. */
@Tag("soak")
final class ServeIT {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final MigrationName NAME = new MigrationName("served");
    private static final long BYTES_PER_SECOND = 4L << 20;

    @TempDir private Path home;

    @Test
    void work_goes_on_where_it_was_after_an_orderly_stop_and_after_a_kill() throws Exception {
        try (TestDatabase source = TestServers.source().createDatabase();
                TestDatabase target = TestServers.target().createDatabase();
                FaultProxy way = FaultProxy.to("127.0.0.1", source.port())) {
            source.execute(
                    "CREATE TABLE t AS SELECT g AS id, repeat(md5(g::text), 8) AS text"
                            + " FROM generate_series(1, 150000) g",
                    "ALTER TABLE t ADD PRIMARY KEY (id)");
            way.throttle(BYTES_PER_SECOND);
            try (Served server = Served.start(home)) {
                ask(server, new Command.StartMigration("first", spec(way.port(), source, target)));
                awaitChunks(server, 3);
                assertThat(server.process().terminate()).as(server.process().errors()).isZero();
            }
            try (Served server = Served.start(home)) {
                awaitChunks(server, 6);
                server.process().kill();
            }
            way.throttle(Long.MAX_VALUE);
            try (Served server = Served.start(home)) {
                MigrationStatus end = await(server, status -> status.state().ended());
                assertThat(end.state()).as(end.toString()).isEqualTo(MigrationState.SUCCEEDED);
                assertThat(end.resumes()).isZero();
                assertThat(server.process().terminate()).isZero();
            }
            assertThat(DatabaseDigest.of(source).diff(DatabaseDigest.of(target))).isEmpty();
            assertThat(ScenarioIT.leftOn(source)).isEmpty();
        }
    }

    private static void ask(Served server, Command command) {
        try (CommandClient client = new CommandClient(server.cluster())) {
            Reply reply = client.ask(command, Duration.ofSeconds(30));
            assertThat(reply.status()).as(reply.message()).isEqualTo(Reply.Status.ACCEPTED);
        }
    }

    private static void awaitChunks(Served server, int chunks) {
        MigrationStatus status =
                await(
                        server,
                        now ->
                                now.state().ended()
                                        || now.databases().stream()
                                                        .mapToInt(DatabaseStatus::chunksLoaded)
                                                        .sum()
                                                >= chunks);
        assertThat(status.state()).as(status.toString()).isEqualTo(MigrationState.IN_PROGRESS);
    }

    private static MigrationStatus await(Served server, Predicate<MigrationStatus> condition) {
        try (StatusFollower follower =
                new StatusFollower(server.cluster(), StatusScope.all(), StatusListener.NONE)) {
            follower.start();
            return Await.value(
                    "the migration is so far",
                    PATIENCE,
                    () -> follower.latest().migration(NAME).orElseThrow(),
                    condition);
        }
    }

    private static MigrationSpec spec(int port, TestDatabase source, TestDatabase target) {
        return new MigrationSpec(
                NAME,
                MigrationMode.OFFLINE,
                MigrationOption.VALIDATE_AND_MIGRATE,
                MigrationSpec.ON_PREMISES,
                new Endpoint("127.0.0.1", port, "postgres", new TreeMap<>(), SecretRef.NONE),
                new Endpoint(
                        "127.0.0.1", target.port(), "postgres", new TreeMap<>(), SecretRef.NONE),
                List.of(new DatabasePair(source.name(), target.name())),
                TablePatterns.ALL,
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
}
