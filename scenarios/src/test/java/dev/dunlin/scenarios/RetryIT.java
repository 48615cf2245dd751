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
import dev.dunlin.testkit.TestDatabase;
import dev.dunlin.testkit.TestServers;
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

/** One database with a failing table fails alone, and a retry copies nothing that was copied. */
@Tag("soak")
final class RetryIT {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Pattern KAFKA = Pattern.compile("Kafka at (127\\.0\\.0\\.1:\\d+)");
    private static final MigrationName NAME = new MigrationName("fleet");

    @TempDir private Path home;

    @Test
    void a_retry_after_mending_copies_only_what_was_missing() throws Exception {
        try (TestDatabase good = TestServers.source().createDatabase();
                TestDatabase bad = TestServers.source().createDatabase();
                TestDatabase goodTarget = TestServers.target().createDatabase();
                TestDatabase badTarget = TestServers.target().createDatabase()) {
            fill(good);
            fill(bad);
            bad.execute(
                    "CREATE FUNCTION fine(id int) RETURNS boolean LANGUAGE plpgsql AS $$ BEGIN"
                            + " IF current_setting('dunlin_test.fails', true) = 'yes' THEN"
                            + " PERFORM pg_sleep(3); RAISE EXCEPTION 'no %', id; END IF;"
                            + " RETURN true; END $$",
                    "CREATE TABLE picky (id int PRIMARY KEY CHECK (public.fine(id)))",
                    "INSERT INTO picky VALUES (1), (2)");
            badTarget.execute(
                    "ALTER DATABASE " + badTarget.name() + " SET dunlin_test.fails = 'yes'");
            try (DunlinProcess server = started()) {
                MigrationSpec spec = spec(good, goodTarget, bad, badTarget);
                ask(server, new Command.StartMigration("first", spec));
                MigrationStatus failed = await(server, status -> status.state().ended());
                assertThat(failed.state()).isEqualTo(MigrationState.FAILED);
                assertThat(of(failed, good).state()).isEqualTo(MigrationState.SUCCEEDED);
                assertThat(of(failed, bad).state()).isEqualTo(MigrationState.FAILED);
                assertThat(failed.failures())
                        .singleElement()
                        .asString()
                        .contains(bad.name())
                        .contains("picky");
                String before = written(goodTarget) + written(badTarget);
                int loaded = of(failed, bad).chunksLoaded();
                assertThat(loaded).isPositive();

                badTarget.execute(
                        "ALTER DATABASE " + badTarget.name() + " RESET dunlin_test.fails");
                ask(server, new Command.ResumeMigration(NAME, "retry", null, null));
                MigrationStatus end =
                        await(
                                server,
                                status ->
                                        status.version() > failed.version()
                                                && status.resumes() > 0
                                                && status.state().ended());
                assertThat(end.state()).as(end.toString()).isEqualTo(MigrationState.SUCCEEDED);
                assertThat(of(end, bad).chunksKept()).isGreaterThanOrEqualTo(loaded);
                assertThat(written(goodTarget) + written(badTarget)).isEqualTo(before);
                assertThat(server.terminate()).isZero();
            }
            assertThat(DatabaseDigest.of(bad).diff(DatabaseDigest.of(badTarget))).isEmpty();
            assertThat(DatabaseDigest.of(good).diff(DatabaseDigest.of(goodTarget))).isEmpty();
        }
    }

    private static void fill(TestDatabase source) {
        source.execute(
                "CREATE TABLE t AS SELECT g AS id, repeat(md5(g::text), 8) AS text"
                        + " FROM generate_series(1, 30000) g",
                "ALTER TABLE t ADD PRIMARY KEY (id)");
    }

    /** Which transactions wrote the table: others would have if it were copied again. */
    private static String written(TestDatabase target) {
        return target.column("SELECT DISTINCT xmin::text FROM t ORDER BY 1").toString();
    }

    private static DatabaseStatus of(MigrationStatus status, TestDatabase source) {
        return status.databases().stream()
                .filter(database -> database.database().equals(source.name()))
                .findFirst()
                .orElseThrow();
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
                    return server.errors().contains("REST and console at ");
                });
        return server;
    }

    private static KafkaCluster cluster(DunlinProcess server) {
        Matcher matcher = KAFKA.matcher(server.errors());
        assertThat(matcher.find()).isTrue();
        return KafkaCluster.at(matcher.group(1));
    }

    private static void ask(DunlinProcess server, Command command) {
        try (CommandClient client = new CommandClient(cluster(server))) {
            Reply reply = client.ask(command, Duration.ofSeconds(60));
            assertThat(reply.status()).as(reply.message()).isEqualTo(Reply.Status.ACCEPTED);
        }
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

    private static MigrationSpec spec(
            TestDatabase good, TestDatabase goodTarget, TestDatabase bad, TestDatabase badTarget) {
        return new MigrationSpec(
                NAME,
                MigrationMode.OFFLINE,
                MigrationOption.VALIDATE_AND_MIGRATE,
                MigrationSpec.ON_PREMISES,
                endpoint(good),
                endpoint(goodTarget),
                List.of(
                        new DatabasePair(good.name(), goodTarget.name()),
                        new DatabasePair(bad.name(), badTarget.name())),
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

    private static Endpoint endpoint(TestDatabase database) {
        return new Endpoint(
                "127.0.0.1", database.port(), "postgres", new TreeMap<>(), SecretRef.NONE);
    }
}
