package dev.dunlin.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dunlin.messaging.CommandClient;
import dev.dunlin.messaging.KafkaCluster;
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
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server is stopped and started while a migration runs; nobody asks it to go on. */
@Tag("soak")
final class ServeIT {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Pattern KAFKA = Pattern.compile("Kafka at (127\\.0\\.0\\.1:\\d+)");
    private static final Pattern REST = Pattern.compile("REST at (127\\.0\\.0\\.1:\\d+)");
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
            try (DunlinProcess server = started()) {
                ask(server, new Command.StartMigration("first", spec(way.port(), source, target)));
                awaitChunks(server, 3);
                assertThat(server.terminate()).as(server.errors()).isZero();
            }
            try (DunlinProcess server = started()) {
                awaitChunks(server, 6);
                server.kill();
            }
            way.throttle(Long.MAX_VALUE);
            try (DunlinProcess server = started()) {
                MigrationStatus end = await(server, status -> status.state().ended());
                assertThat(end.state()).as(end.toString()).isEqualTo(MigrationState.SUCCEEDED);
                assertThat(end.resumes()).isZero();
                assertThat(server.terminate()).isZero();
            }
            assertThat(DatabaseDigest.of(source).diff(DatabaseDigest.of(target))).isEmpty();
            assertThat(ScenarioIT.leftOn(source)).isEmpty();
        }
    }

    private DunlinProcess started() throws Exception {
        DunlinProcess server =
                DunlinProcess.start(
                        home,
                        List.of(
                                "serve",
                                "--work-dir",
                                home.resolve("work").toString(),
                                "--port",
                                "0"));
        Await.until(
                "the server is ready",
                PATIENCE,
                () -> {
                    assertThat(server.isAlive()).as(server.errors()).isTrue();
                    return said(server, REST).length() > 0 && ready(said(server, REST));
                });
        return server;
    }

    private static boolean ready(String place) throws Exception {
        URI uri = URI.create("http://" + place + "/health/readiness");
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(uri).build();
            return client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode() == 200;
        }
    }

    private static String said(DunlinProcess server, Pattern pattern) {
        Matcher matcher = pattern.matcher(server.errors());
        return matcher.find() ? matcher.group(1) : "";
    }

    private static KafkaCluster cluster(DunlinProcess server) {
        return KafkaCluster.at(said(server, KAFKA));
    }

    private static void ask(DunlinProcess server, Command command) {
        try (CommandClient client = new CommandClient(cluster(server))) {
            Reply reply = client.ask(command, Duration.ofSeconds(30));
            assertThat(reply.status()).as(reply.message()).isEqualTo(Reply.Status.ACCEPTED);
        }
    }

    private static void awaitChunks(DunlinProcess server, int chunks) {
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

    private static MigrationStatus await(
            DunlinProcess server, Predicate<MigrationStatus> condition) {
        try (StatusFollower follower =
                new StatusFollower(cluster(server), StatusScope.all(), StatusListener.NONE)) {
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
