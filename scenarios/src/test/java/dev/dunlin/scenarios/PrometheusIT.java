package dev.dunlin.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
import dev.dunlin.testkit.TestDatabase;
import dev.dunlin.testkit.TestServers;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real Prometheus asks a coordinator and a worker of each role, while they move a live database:
 * each page is without fault, and each panel of each dashboard has shown something by the end.
 */
@Tag("soak")
final class PrometheusIT {

    private static final Path DASHBOARDS =
            Path.of("..", "deploy", "observability", "grafana", "dashboards");
    private static final Duration LONG = Duration.ofMinutes(5);
    private static final Duration REPLY = Duration.ofSeconds(30);
    private static final MigrationName NAME = new MigrationName("watched");

    @TempDir private Path home;

    private final int kafka = freePort();
    private final int coordinator = freePort();
    private final Map<String, Integer> ports = new LinkedHashMap<>();
    private final List<DunlinProcess> processes = new ArrayList<>();
    private final Map<String, String> unanswered = new LinkedHashMap<>();

    @Test
    void every_page_is_without_fault_and_every_panel_shows_something() throws Exception {
        unanswered.putAll(panels());
        assertThat(unanswered).hasSizeGreaterThan(70);
        try (TestDatabase source = TestServers.source().createDatabase("watched");
                TestDatabase target = TestServers.target().createDatabase("watched")) {
            source.execute(
                    "ALTER SYSTEM SET max_slot_wal_keep_size = '50GB'", "SELECT pg_reload_conf()");
            startProcesses();
            try (PrometheusServer prometheus =
                    PrometheusServer.start(home, freePort(), List.copyOf(ports.values()))) {
                migrate(prometheus, source, target);
                assertThat(prometheus.firing()).as("nothing is wrong at the end").isEmpty();
            }
        } finally {
            processes.reversed().forEach(DunlinProcess::close);
            try (TestDatabase any = TestServers.source().createDatabase()) {
                any.execute("ALTER SYSTEM RESET max_slot_wal_keep_size", "SELECT pg_reload_conf()");
            }
        }
    }

    private void migrate(PrometheusServer prometheus, TestDatabase source, TestDatabase target)
            throws Exception {
        KafkaCluster cluster = KafkaCluster.at("127.0.0.1:" + kafka);
        LiveWorkload.prepare(source);
        source.execute(
                "INSERT INTO bulk SELECT g, repeat(md5(g::text), 8)"
                        + " FROM generate_series(1, 100000) g",
                "CREATE INDEX ON bulk (v)");
        try (StatusFollower follower =
                        new StatusFollower(cluster, StatusScope.all(), StatusListener.NONE);
                CommandClient client = new CommandClient(cluster)) {
            follower.start();
            try (LiveWorkload _ = new LiveWorkload(source).start()) {
                ask(client, new Command.StartMigration("start", spec(source, target)));
                untilAnswered(prometheus, "of a live migration", this::needsNoCutover, target);
                for (Map.Entry<String, Integer> process : ports.entrySet()) {
                    assertThat(promtool(page(process.getValue()))).as(process.getKey()).isEmpty();
                }
                cutOver(client);
                MigrationStatus end =
                        Await.value(
                                "the migration ends",
                                LONG,
                                () -> follower.latest().migration(NAME).orElseThrow(),
                                status -> status.state().ended());
                assertThat(end.state()).as(end.toString()).isEqualTo(MigrationState.SUCCEEDED);
            }
            untilAnswered(prometheus, "behind a cutover", _ -> true, target);
            ask(client, new Command.DeleteMigration(NAME, UUID.randomUUID().toString()));
            Await.until(
                    "a deleted migration is told no more",
                    LONG,
                    () -> !page(coordinator).contains("dunlin_migration_state{"));
        }
    }

    private boolean needsNoCutover(String query) {
        return !query.contains("write_stop");
    }

    /** Now and then the target's sessions are ended, so that there is an error to show. */
    private void untilAnswered(
            PrometheusServer prometheus, String which, Predicate<String> now, TestDatabase target) {
        int[] round = {0};
        try {
            Await.until(
                    "every panel " + which + " shows something",
                    LONG,
                    () -> {
                        for (Map.Entry<String, String> panel : List.copyOf(unanswered.entrySet())) {
                            if (!prometheus.ask(panel.getValue()).isEmpty()) {
                                unanswered.remove(panel.getKey());
                            }
                        }
                        if (unanswered.keySet().stream().anyMatch(w -> w.contains("Errors"))
                                && round[0]++ % 20 == 19) {
                            target.column(
                                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                                            + " WHERE datname = current_database()"
                                            + " AND application_name LIKE 'dunlin%'");
                        }
                        return unanswered.values().stream().noneMatch(now);
                    });
        } catch (AssertionError e) {
            throw new AssertionError(e.getMessage() + "\n" + unanswered + prometheus.log(), e);
        }
    }

    private static Map<String, String> panels() throws IOException {
        Map<String, String> panels = new LinkedHashMap<>();
        try (Stream<Path> files = Files.list(DASHBOARDS)) {
            for (Path file : files.toList()) {
                JsonNode dashboard = new ObjectMapper().readTree(Files.readString(file));
                for (JsonNode panel : dashboard.path("panels")) {
                    for (JsonNode target : panel.path("targets")) {
                        String where =
                                String.join(
                                        " / ",
                                        dashboard.path("title").asText(),
                                        panel.path("title").asText(),
                                        target.path("refId").asText());
                        String query = target.path("expr").asText();
                        panels.put(where, query.replace("$migration", ".*"));
                    }
                }
            }
        }
        return panels;
    }

    private void startProcesses() throws Exception {
        String bootstrap = "127.0.0.1:" + kafka;
        start("broker", "--work-dir", home.resolve("broker").toString(), "--port", "" + kafka);
        ports.put("coordinator", coordinator);
        start(
                "coordinator",
                "--bootstrap-servers",
                bootstrap,
                "--port",
                "" + coordinator,
                "--metrics-tables",
                "all");
        for (String role : List.of("snapshot-worker", "cdc-worker", "sink-worker")) {
            int port = freePort();
            ports.put(role, port);
            start(role, "--bootstrap-servers", bootstrap, "--http-port", "" + port);
        }
        for (Map.Entry<String, Integer> process : ports.entrySet()) {
            Await.until(
                    process.getKey() + " tells its metrics",
                    LONG,
                    () -> page(process.getValue()).contains("dunlin_kafka_connections "));
        }
    }

    private void start(String... command) throws IOException {
        processes.add(DunlinProcess.start(home, List.of(command)));
    }

    private static String page(int port) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            URI uri = URI.create("http://127.0.0.1:" + port + "/metrics");
            return client.send(
                            HttpRequest.newBuilder(uri).build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
        }
    }

    /** What promtool has against a page. */
    private String promtool(String page) throws Exception {
        Path file = Files.createTempFile(home, "page", ".txt");
        Files.writeString(file, page);
        Process process =
                new ProcessBuilder("promtool", "check", "metrics")
                        .redirectErrorStream(true)
                        .redirectInput(file.toFile())
                        .start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static void ask(CommandClient client, Command command) {
        Reply reply = client.ask(command, REPLY);
        assertThat(reply.status()).as(reply.message()).isEqualTo(Reply.Status.ACCEPTED);
    }

    /** Refused while the lag is above the limit. */
    private static void cutOver(CommandClient client) {
        OnlineSettings.CutoverTerms terms =
                new OnlineSettings.CutoverTerms(10, OnlineSettings.Fence.READ_ONLY, 120);
        Await.until(
                "the cutover is taken",
                LONG,
                () ->
                        client.ask(
                                                new Command.CutoverMigration(
                                                        NAME, UUID.randomUUID().toString(), terms),
                                                REPLY)
                                        .status()
                                == Reply.Status.ACCEPTED);
    }

    private static MigrationSpec spec(TestDatabase source, TestDatabase target) {
        return new MigrationSpec(
                NAME,
                MigrationMode.ONLINE,
                MigrationOption.VALIDATE_AND_MIGRATE,
                MigrationSpec.ON_PREMISES,
                endpoint(source),
                endpoint(target),
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

    private static Endpoint endpoint(TestDatabase database) {
        return new Endpoint(
                "127.0.0.1", database.port(), "postgres", new TreeMap<>(), SecretRef.NONE);
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
