package dev.dunlin.coordinator.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dunlin.coordinator.rest.EventLog;
import dev.dunlin.coordinator.rest.Guard;
import dev.dunlin.coordinator.rest.RestPorts;
import dev.dunlin.coordinator.rest.RestServer;
import dev.dunlin.messaging.StatusView;
import dev.dunlin.protocol.Reply;
import dev.dunlin.service.Health;
import dev.dunlin.service.RestPlace;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What browsers get, from a server that stands behind a path of a proxy. */
class ConsoleServingTest {

    private static final String TOKEN = "secret-1";
    private static final String BASE = "/dunlin";
    private static final Pattern IMPORT = Pattern.compile("from '(\\.[^']+)'");
    private static final Pattern FILE = Pattern.compile("(?:href|src)=\"(assets/[^\"]+)\"");

    private static final RestServer SERVER =
            new RestServer(
                    new RestPorts(
                            () -> new StatusView(Map.of(), Map.of(), Map.of()),
                            command ->
                                    new Reply(
                                            command.migration(),
                                            command.id(),
                                            Reply.Status.ACCEPTED,
                                            ""),
                            new EventLog(10),
                            Guard.single("tester", TOKEN),
                            password -> password),
                    new RestPlace(RestPlace.anyLocal().address(), BASE),
                    () -> Health.UP);

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static String root = "";

    @BeforeAll
    static void start() {
        root = "http://127.0.0.1:" + SERVER.start();
    }

    @AfterAll
    static void stop() {
        SERVER.close();
        CLIENT.close();
    }

    private static HttpResponse<String> get(String path, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(root + path));
        return CLIENT.send(
                (headers.length == 0 ? request : request.headers(headers)).build(),
                BodyHandlers.ofString());
    }

    private static HttpResponse<String> post(String path, String body, String... headers)
            throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(root + path)).POST(BodyPublishers.ofString(body));
        return CLIENT.send(
                (headers.length == 0 ? request : request.headers(headers)).build(),
                BodyHandlers.ofString());
    }

    private static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/dunlin",
                "/dunlin/",
                "/migrations",
                "/dunlin/migrations/shop/tables?a=b",
                "/migrations/shop.orders",
                "/no/such/view",
                "/dunlinish"
            })
    void every_view_is_the_document_whoever_took_the_base_path_off(String path) throws Exception {
        HttpResponse<String> page = get(path);

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(header(page, "Content-Type")).startsWith("text/html");
        assertThat(page.body()).contains("<base href=\"/dunlin/\">");
        assertThat(header(page, "Cache-Control")).isEqualTo("no-cache");
    }

    @Test
    void a_document_that_is_known_is_not_sent_again() throws Exception {
        String tag = header(get("/"), "ETag");

        HttpResponse<String> again = get("/", "If-None-Match", tag);

        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
    }

    @Test
    void only_files_and_the_one_import_map_may_run() throws Exception {
        HttpResponse<String> page = get("/");
        Matcher map =
                Pattern.compile("<script type=\"importmap\">(.*?)</script>").matcher(page.body());
        assertThat(map.find()).isTrue();
        byte[] hash =
                MessageDigest.getInstance("SHA-256")
                        .digest(map.group(1).getBytes(StandardCharsets.UTF_8));

        assertThat(header(page, "Content-Security-Policy"))
                .contains("default-src 'none'")
                .contains("script-src 'self' 'sha256-" + Base64.getEncoder().encodeToString(hash))
                .contains("frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(header(page, "X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(header(page, "Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(page.body())
                .doesNotContain("<style")
                .doesNotContain("style=")
                .doesNotContain(" on");
    }

    @Test
    void all_files_that_modules_import_are_there_and_kept_for_ever() throws Exception {
        Set<String> open = new LinkedHashSet<>();
        Matcher first = FILE.matcher(get("/").body());
        while (first.find()) {
            open.add("/dunlin/" + first.group(1));
        }
        Matcher libraries = Pattern.compile("\"\\./(assets[^\"]+)\"").matcher(get("/").body());
        while (libraries.find()) {
            open.add("/dunlin/" + libraries.group(1));
        }
        Set<String> seen = new LinkedHashSet<>();
        while (!open.isEmpty()) {
            String path = open.iterator().next();
            open.remove(path);
            seen.add(path);
            HttpResponse<String> file = get(path);
            assertThat(file.statusCode()).as(path).isEqualTo(200);
            assertThat(header(file, "Cache-Control")).contains("immutable");
            assertThat(header(file, "Content-Type"))
                    .startsWith(
                            path.endsWith(".js")
                                    ? "text/javascript"
                                    : path.endsWith(".css") ? "text/css" : "image/svg+xml");
            Matcher imports = IMPORT.matcher(path.contains("/console/") ? file.body() : "");
            while (imports.find()) {
                String next = URI.create(path).resolve(imports.group(1)).getPath();
                if (!seen.contains(next)) {
                    open.add(next);
                }
            }
        }
        assertThat(seen).hasSizeGreaterThan(30).anyMatch(path -> path.endsWith("/wizard/page.js"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/assets/other/console/main.js",
                "/assets/",
                "/assets",
                "/assets/x/../../etc/passwd",
                "/dunlin/assets/other/console/main.js"
            })
    void files_that_are_not_there(String path) throws Exception {
        HttpResponse<String> answer = get(path);

        assertThat(answer.body()).doesNotContain("root:").doesNotContain("import ");
        if (!path.equals("/assets")) {
            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(header(answer, "Cache-Control")).isEqualTo("no-store");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/migrations", "/dunlin/api/v1/migrations", "/api/v1/nothing", "/api/none",
                "/api/v1/about", "/api/v1/events", "//api/v1/about", "/dunlin//api/v1/about"
            })
    void the_interface_is_behind_the_token_all_the_same(String path) throws Exception {
        HttpResponse<String> answer = get(path);
        if (path.contains("//")) {
            // Not the interface at all: such a path is a view that does not exist.
            assertThat(answer.body()).doesNotContain("caller");
            return;
        }
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(header(answer, "Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void a_token_in_a_cookie_opens_nothing() throws Exception {
        HttpResponse<String> answer =
                post("/api/v1/tickets", "", "Cookie", "dunlin-token=" + TOKEN);

        assertThat(answer.statusCode()).isEqualTo(401);
    }

    @Test
    void a_ticket_gives_its_token_once() throws Exception {
        HttpResponse<String> issued =
                post("/dunlin/api/v1/tickets", "", "Authorization", "Bearer " + TOKEN);
        assertThat(issued.statusCode()).isEqualTo(200);
        Matcher ticket = Pattern.compile("\"ticket\":\"([0-9a-f]+)\"").matcher(issued.body());
        assertThat(ticket.find()).isTrue();
        String shown = "{\"ticket\":\"" + ticket.group(1) + "\"}";

        assertThat(post("/dunlin/console/redeem", shown).body())
                .isEqualTo("{\"token\":\"" + TOKEN + "\"}");
        HttpResponse<String> again = post("/dunlin/console/redeem", shown);
        assertThat(again.statusCode()).isEqualTo(401);
        assertThat(again.body()).contains("DUN-API-TICKET").doesNotContain(TOKEN);
        assertThat(post("/console/redeem", "nonsense").statusCode()).isEqualTo(401);
        assertThat(post("/console/redeem", "{}").statusCode()).isEqualTo(401);
    }

    @Test
    void the_caller_hears_who_they_are() throws Exception {
        HttpResponse<String> about = get("/api/v1/about", "Authorization", "Bearer " + TOKEN);

        assertThat(about.body()).contains("\"name\":\"tester\"").contains("\"access\":\"admin\"");
    }
}
