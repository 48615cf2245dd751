package dev.dunlin.coordinator.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dunlin.messaging.FailureCodes;
import dev.dunlin.messaging.StatusView;
import dev.dunlin.messaging.Wire;
import dev.dunlin.metrics.Meters;
import dev.dunlin.protocol.Command;
import dev.dunlin.protocol.Failure;
import dev.dunlin.protocol.FailureException;
import dev.dunlin.protocol.FailureKind;
import dev.dunlin.protocol.MigrationEvent;
import dev.dunlin.protocol.OnlineSettings.CutoverTerms;
import dev.dunlin.protocol.OnlineSettings.Fence;
import dev.dunlin.protocol.Readiness;
import dev.dunlin.protocol.Reply;
import dev.dunlin.protocol.SecretRef;
import dev.dunlin.protocol.TableName;
import dev.dunlin.spec.SpecError;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Real HTTP against the server, with a view and a coordinator of the test's own. */
class RestServerTest {

    private static final String TOKEN = "secret-1";
    private static final Queue<Command> ASKED = new ConcurrentLinkedQueue<>();
    private static final AtomicReference<String> REFUSAL = new AtomicReference<>("");

    private static final EventLog EVENTS = new EventLog(100);

    private static final RestServer SERVER =
            new RestServer(
                    new RestPorts(
                            RestServerTest::view,
                            RestServerTest::reply,
                            EVENTS,
                            Guard.single("tester", TOKEN),
                            password -> "sealed:" + password.length()));

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static String root = "";

    @BeforeAll
    static void start() {
        root = "http://127.0.0.1:" + SERVER.start() + "/api/v1/migrations";
    }

    @AfterAll
    static void stop() {
        SERVER.close();
        CLIENT.close();
    }

    private static StatusView view() {
        Readiness readiness =
                new Readiness(
                        OnlineSample.NAME,
                        "shop",
                        1_000,
                        true,
                        200,
                        4_096,
                        14,
                        500,
                        510,
                        0,
                        1 << 20,
                        false,
                        List.of());
        return new StatusView(
                Map.of(OnlineSample.NAME, OnlineSample.status()),
                Map.of(),
                Map.of(OnlineSample.NAME, Map.of("shop", readiness)));
    }

    private static Reply reply(Command command) {
        ASKED.add(command);
        String refusal = REFUSAL.get();
        if (refusal.equals("silence")) {
            Failure failure =
                    new Failure(FailureCodes.REPLY, FailureKind.TRANSPORT, "no reply", "");
            throw new FailureException(failure, true, null);
        }
        Reply.Status status = refusal.isEmpty() ? Reply.Status.ACCEPTED : Reply.Status.REJECTED;
        return new Reply(command.migration(), command.id(), status, refusal);
    }

    private static HttpResponse<byte[]> send(String method, String path, String body, String token)
            throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(root + path))
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/json")
                        .timeout(Duration.ofSeconds(5))
                        .method(
                                method,
                                body.isEmpty()
                                        ? HttpRequest.BodyPublishers.noBody()
                                        : HttpRequest.BodyPublishers.ofString(body))
                        .build();
        return CLIENT.send(request, HttpResponse.BodyHandlers.ofByteArray());
    }

    private static HttpResponse<byte[]> post(String action, String body) throws Exception {
        return send("POST", "/shop-1/actions/" + action, body, TOKEN);
    }

    @Test
    void metrics_need_no_token_and_are_text() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(root).resolve("/metrics")).build();
        var page = CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Type")).contains(Meters.CONTENT_TYPE);
        assertThat(page.body()).isEqualTo(Meters.process().page());
    }

    @Test
    void a_migration_comes_with_its_readiness() throws Exception {
        HttpResponse<byte[]> response = send("GET", "/shop-1", "", TOKEN);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
        MigrationView view = Wire.decode(response.body(), MigrationView.class);
        assertThat(view.status()).isEqualTo(OnlineSample.status());
        assertThat(view.readiness()).singleElement().matches(Readiness::ready);
    }

    @ParameterizedTest
    @CsvSource({"'', 200", "/shop-1/tables, 200", "/none, 404", "/none/tables, 404", "/a/b/c, 404"})
    void paths(String path, int status) throws Exception {
        HttpResponse<byte[]> response = send("GET", path, "", TOKEN);

        assertThat(response.statusCode()).isEqualTo(status);
        if (status == 404) {
            assertThat(response.headers().firstValue("Content-Type")).contains(Problem.MEDIA_TYPE);
            assertThat(problem(response).code()).isEqualTo("DUN-API-NOT-FOUND");
        }
    }

    @ParameterizedTest
    @CsvSource({"GET, /shop-1", "GET, /nowhere/at/all", "POST, /shop-1/actions/cutover"})
    void nobody_gets_in_without_the_token(String method, String path) throws Exception {
        ASKED.clear();

        HttpResponse<byte[]> response = send(method, path, "", "secret-2");

        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(problem(response).code()).isEqualTo("DUN-API-TOKEN");
        assertThat(ASKED).isEmpty();
    }

    @Test
    void a_cutover_without_terms_has_those_of_the_migration() throws Exception {
        REFUSAL.set("");
        ASKED.clear();
        HttpResponse<byte[]> response = post("cutover", "");

        assertThat(response.statusCode()).isEqualTo(202);
        Reply reply = Wire.decode(response.body(), Reply.class);
        assertThat(reply.commandId()).isNotEmpty();
        assertThat(ASKED.poll())
                .isEqualTo(
                        new Command.CutoverMigration(
                                OnlineSample.NAME,
                                reply.commandId(),
                                CutoverTerms.DEFAULT,
                                List.of(),
                                "",
                                "tester (rest)"));
    }

    @Test
    void a_cutover_on_other_terms() throws Exception {
        REFUSAL.set("");
        ASKED.clear();
        String body =
                """
                {"commandId": "c1", "maxLagSeconds": 3, "fence": "read-only", "timeoutSeconds": 60,
                 "databases": ["shop"], "expiresAt": "2026-11-20T10:15:00Z"}
                """;

        assertThat(post("cutover", body).statusCode()).isEqualTo(202);

        assertThat(ASKED.poll())
                .isEqualTo(
                        new Command.CutoverMigration(
                                OnlineSample.NAME,
                                "c1",
                                new CutoverTerms(3, Fence.READ_ONLY, 60),
                                List.of("shop"),
                                "2026-11-20T10:15:00Z",
                                "tester (rest)"));
    }

    @Test
    void the_other_actions() throws Exception {
        REFUSAL.set("");
        ASKED.clear();

        assertThat(post("cancel-cutover", "").statusCode()).isEqualTo(202);
        assertThat(ASKED.poll()).isInstanceOf(Command.CancelCutover.class);
        assertThat(post("cancel", "{\"target\":\"clean\"}").statusCode()).isEqualTo(202);
        assertThat(ASKED.poll())
                .isInstanceOfSatisfying(
                        Command.CancelMigration.class,
                        cancel -> assertThat(cancel.target()).isEqualTo(Command.TargetFate.CLEAN));
        assertThat(post("resume", "").statusCode()).isEqualTo(202);
        assertThat(ASKED.poll()).isInstanceOf(Command.ResumeMigration.class);
        assertThat(post("pause", "").statusCode()).isEqualTo(202);
        assertThat(ASKED.poll()).isInstanceOf(Command.PauseMigration.class);
        assertThat(post("verify", "").statusCode()).isEqualTo(202);
        assertThat(ASKED.poll()).isInstanceOf(Command.VerifyMigration.class);
        String skip = "{\"table\":\"sales.log\",\"reason\":\"a log\"}";
        assertThat(post("skip-table", skip).statusCode()).isEqualTo(202);
        assertThat(ASKED.poll())
                .isInstanceOfSatisfying(
                        Command.SkipTable.class,
                        command -> {
                            assertThat(command.table()).isEqualTo(new TableName("sales", "log"));
                            assertThat(command.reason()).isEqualTo("a log");
                        });
        assertThat(post("reload-table", skip).statusCode()).isEqualTo(202);
        assertThat(ASKED.poll()).isInstanceOf(Command.ReloadTable.class);
        assertThat(send("DELETE", "/shop-1", "", TOKEN).statusCode()).isEqualTo(202);
        assertThat(ASKED.poll())
                .isInstanceOf(Command.DeleteMigration.class)
                .satisfies(command -> assertThat(command.by()).isEqualTo("tester (rest)"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "cancel  | ``                     | keep or clean",
                "cancel  | {\"target\":\"drop\"}      | keep or clean",
                "cutover | {\"fence\":\"glass\"}      | manual or read-only",
                "cutover | {\"maxLagSeconds\":-1}  | number of seconds",
                "cutover | {\"maxLagSeconds\":\"x\"} | number of seconds",
                "cutover | [1]                    | no JSON object",
                "cutover | {                      | no JSON",
                "cutover | {\"databases\":\"a\"}    | list of names",
                "pause   | {\"expiresAt\":\"later\"}| a time like",
                "reload-table | {}                | table is schema.name",
                "skip-table | {\"table\":\"a.b\"}  | reason"
            })
    void bodies_that_are_not_understood(String action, String body, String detail)
            throws Exception {
        ASKED.clear();

        HttpResponse<byte[]> response = post(action, body);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(problem(response).detail()).contains(detail);
        assertThat(ASKED).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"lag 14s > 10s, 409, DUN-API-REFUSED", "silence, 504, DUN-API-NO-REPLY"})
    void what_the_coordinator_refuses(String refusal, int status, String code) throws Exception {
        REFUSAL.set(refusal);

        HttpResponse<byte[]> response = post("cutover", "{}");

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(problem(response).code()).isEqualTo(code);
        assertThat(new String(response.body(), StandardCharsets.UTF_8))
                .contains(refusal.equals("silence") ? "no reply" : refusal);
    }

    private static final String SPEC =
            """
            apiVersion: dunlin/v1
            kind: Migration
            name: fresh
            source: {uri: "postgresql://app:hunter2@127.0.0.1:5433/orders"}
            target: {uri: "postgresql://app@127.0.0.1:5434/", passwordFrom: {env: PW}}
            """;

    @Test
    void a_spec_becomes_a_migration_and_its_password_is_sealed() throws Exception {
        REFUSAL.set("");
        ASKED.clear();

        HttpResponse<byte[]> response = send("POST", "", SPEC, TOKEN);

        assertThat(response.statusCode()).isEqualTo(201);
        assertThat(response.headers().firstValue("Location")).contains("/api/v1/migrations/fresh");
        assertThat(ASKED.poll())
                .isInstanceOfSatisfying(
                        Command.StartMigration.class,
                        start -> {
                            assertThat(start.spec().source().password())
                                    .isEqualTo(new SecretRef(SecretRef.Kind.SEALED, "sealed:7"));
                            assertThat(start.spec().target().password())
                                    .isEqualTo(new SecretRef(SecretRef.Kind.ENV, "PW"));
                        });
        assertThat(new String(response.body(), StandardCharsets.UTF_8)).doesNotContain("hunter2");
    }

    @Test
    void a_spec_that_is_not_understood_names_every_field() throws Exception {
        ASKED.clear();

        HttpResponse<byte[]> response =
                send("POST", "", SPEC.replace("kind: Migration", "kind: Wave\nmod: x"), TOKEN);

        assertThat(response.statusCode()).isEqualTo(422);
        assertThat(problem(response).errors())
                .extracting(SpecError::pointer)
                .containsExactlyInAnyOrder("/kind", "/mod");
        assertThat(ASKED).isEmpty();
    }

    @Test
    void pages_and_filters() throws Exception {
        assertThat(body(send("GET", "?filter=active&q=SHOP", "", TOKEN))).contains("shop-1");
        assertThat(body(send("GET", "?state=succeeded", "", TOKEN))).doesNotContain("shop-1");
        assertThat(body(send("GET", "?q=nothing-like-it", "", TOKEN))).doesNotContain("shop-1");
        assertThat(body(send("GET", "?cursor=shop-1", "", TOKEN))).doesNotContain("\"name\"");
    }

    @Test
    void a_watcher_gets_the_state_then_what_is_new_and_after_a_break_what_was_missed()
            throws Exception {
        MigrationEvent event = new MigrationEvent(OnlineSample.NAME, "now", "resumed", "", "a");
        EVENTS.event(event, 7);
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(root.replace("migrations", "events")))
                        .header("Authorization", "Bearer " + TOKEN)
                        .header("Last-Event-ID", "6")
                        .build();

        HttpResponse<Stream<String>> response =
                CLIENT.send(request, HttpResponse.BodyHandlers.ofLines());
        try (Stream<String> lines = response.body()) {
            Iterator<String> line = lines.iterator();
            assertThat(next(line, "event: ")).isEqualTo("event: migration");
            assertThat(next(line, "id: ")).isEqualTo("id: 7");
            EVENTS.event(event, 8);
            assertThat(next(line, "id: ")).isEqualTo("id: 8");
        }
    }

    @Test
    void how_a_command_fares_is_known_until_it_ends() throws Exception {
        String path = root.replace("migrations", "operations/c9");
        EVENTS.reply(new Reply(OnlineSample.NAME, "c9", Reply.Status.ACCEPTED, ""));
        assertThat(body(get(path))).contains("ACCEPTED");
        EVENTS.reply(new Reply(OnlineSample.NAME, "c9", Reply.Status.FAILED, "no luck"));
        EVENTS.reply(new Reply(OnlineSample.NAME, "c9", Reply.Status.ACCEPTED, "", true));
        assertThat(body(get(path))).contains("FAILED").contains("no luck");
        assertThat(get(path + "0").statusCode()).isEqualTo(404);
    }

    private static HttpResponse<byte[]> get(String address) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(address))
                        .header("Authorization", "Bearer " + TOKEN)
                        .build();
        return CLIENT.send(request, HttpResponse.BodyHandlers.ofByteArray());
    }

    private static String next(Iterator<String> lines, String start) {
        while (lines.hasNext()) {
            String line = lines.next();
            if (line.startsWith(start)) {
                return line;
            }
        }
        throw new AssertionError("the stream ended before " + start);
    }

    private static String body(HttpResponse<byte[]> response) {
        assertThat(response.statusCode()).isEqualTo(200);
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    private static Problem problem(HttpResponse<byte[]> response) {
        return Wire.decode(response.body(), Problem.class);
    }
}
