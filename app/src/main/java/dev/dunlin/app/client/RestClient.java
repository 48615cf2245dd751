package dev.dunlin.app.client;

import dev.dunlin.coordinator.rest.MigrationView;
import dev.dunlin.coordinator.rest.Page;
import dev.dunlin.coordinator.rest.Problem;
import dev.dunlin.coordinator.rest.Tickets;
import dev.dunlin.messaging.UndecodableMessageException;
import dev.dunlin.messaging.Wire;
import dev.dunlin.protocol.DatabasePair;
import dev.dunlin.protocol.MigrationName;
import dev.dunlin.protocol.MigrationStatus;
import dev.dunlin.protocol.Readiness;
import dev.dunlin.protocol.Reply;
import dev.dunlin.protocol.TableStatus;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The REST interface of a server, as all commands use it.
 *
 * <p>Every call throws {@link Refused} when the server says no, and {@link IOException} when nobody
 * answers, or somebody who is no Dunlin server.
 */
public final class RestClient implements AutoCloseable {

    private static final Duration TIMEOUT = Duration.ofSeconds(40);
    private static final Duration LONG = Duration.ofMinutes(10);
    private static final String MOST = "5000";
    private static final String LIMIT = "limit";
    private static final String CURSOR = "cursor";

    private final Server server;
    private final Duration timeout;
    private final HttpClient client;

    public RestClient(Server server) {
        this(server, TIMEOUT);
    }

    /** A client that gives up after so long. */
    public RestClient(Server server, Duration timeout) {
        this.server = server;
        this.timeout = timeout;
        Duration usual = Duration.ofSeconds(5);
        HttpClient.Builder builder =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(timeout.compareTo(usual) < 0 ? timeout : usual);
        server.tls().ifPresent(builder::sslContext);
        this.client = builder.build();
    }

    /** Whom it talks to. */
    public Server server() {
        return server;
    }

    /** Migrations, newest first. */
    public List<MigrationStatus> migrations(Map<String, String> filter)
            throws IOException, InterruptedException {
        return all("/migrations", filter, MigrationStatus[].class);
    }

    /** One migration and how far it follows its source. */
    public MigrationView view(MigrationName name) throws IOException, InterruptedException {
        MigrationView view = get("/migrations/" + name, Map.of(), MigrationView.class);
        if (!name.isPart() || !view.readiness().isEmpty()) {
            return view;
        }
        // What is known of a part stands under the name of its whole.
        List<String> own =
                view.status().spec().databases().stream().map(DatabasePair::source).toList();
        List<Readiness> readiness =
                get("/migrations/" + name.whole(), Map.of(), MigrationView.class)
                        .readiness()
                        .stream()
                        .filter(one -> own.contains(one.database()))
                        .toList();
        return new MigrationView(view.status(), readiness);
    }

    /** Tables of a migration. */
    public List<TableStatus> tables(MigrationName name, Map<String, String> filter)
            throws IOException, InterruptedException {
        Map<String, String> query = new TreeMap<>(filter);
        if (name.isPart()) {
            List<DatabasePair> own = view(name).status().spec().databases();
            query.put("database", own.getFirst().source());
        }
        return all("/migrations/" + name.whole() + "/tables", query, TableStatus[].class);
    }

    /**
     * Asks for an action.
     *
     * @param action the last part of its path
     */
    public Reply act(MigrationName name, String action, Map<String, Object> body)
            throws IOException, InterruptedException {
        URI uri = uri("/migrations/" + name + "/actions/" + action, Map.of());
        HttpRequest.Builder request =
                HttpRequest.newBuilder(uri)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofByteArray(Wire.encode(body)));
        return decoded(send(request), Reply.class);
    }

    /** Forgets a migration that has ended. */
    public Reply delete(MigrationName name) throws IOException, InterruptedException {
        URI uri = uri("/migrations/" + name, Map.of());
        return decoded(send(HttpRequest.newBuilder(uri).DELETE()), Reply.class);
    }

    /** Sends a document as it is. */
    public HttpResponse<byte[]> create(String document, Map<String, String> beside)
            throws IOException, InterruptedException {
        return send(
                HttpRequest.newBuilder(uri("/migrations", beside))
                        .header("Content-Type", "application/yaml")
                        .POST(BodyPublishers.ofString(document)));
    }

    /** An address that opens the web console, signed in with this client's token, once. */
    public String consoleLink() throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(uri("/tickets", Map.of())).POST(BodyPublishers.noBody());
        Tickets.Ticket ticket = decoded(send(request), Tickets.Ticket.class);
        return server.root() + "/#ticket=" + ticket.ticket();
    }

    /** Asks for something that takes as long as servers take to answer. */
    public <T> T post(String path, Object body, Class<T> type)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(uri(path, Map.of()))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofByteArray(Wire.encode(body)));
        return decoded(send(request.timeout(LONG)), type);
    }

    /** Puts one thing at a path. */
    public <T> T put(String path, Object body, Class<T> type)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(uri(path, Map.of()))
                        .header("Content-Type", "application/json")
                        .PUT(BodyPublishers.ofByteArray(Wire.encode(body)));
        return decoded(send(request), type);
    }

    /** Removes the thing at a path. */
    public void remove(String path) throws IOException, InterruptedException {
        var _ = send(HttpRequest.newBuilder(uri(path, Map.of())).DELETE());
    }

    /** One thing at a path that may take as long. */
    public <T> T getSlowly(String path, Class<T> type) throws IOException, InterruptedException {
        return decoded(send(HttpRequest.newBuilder(uri(path, Map.of())).timeout(LONG).GET()), type);
    }

    /** One thing at a path. */
    public <T> T get(String path, Map<String, String> query, Class<T> type)
            throws IOException, InterruptedException {
        return decoded(ask(path, query), type);
    }

    /** The answer of a path, with its headers. */
    public HttpResponse<byte[]> ask(String path, Map<String, String> query)
            throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(uri(path, query)).GET());
    }

    /** All items of a list, page by page. */
    public <T> List<T> all(String path, Map<String, String> filter, Class<T[]> items)
            throws IOException, InterruptedException {
        List<T> found = new ArrayList<>();
        Map<String, String> query = new TreeMap<>(filter);
        query.put(LIMIT, MOST);
        do {
            HttpResponse<byte[]> answer = ask(path, query);
            Page<?> page = decoded(answer, Page.class);
            found.addAll(List.of(decodedAs(Wire.encode(page.items()), items)));
            query.put(CURSOR, page.nextCursor());
        } while (!query.getOrDefault(CURSOR, "").isEmpty());
        return found;
    }

    /** Opens the stream of events of a migration, those after an offset first. */
    public EventStream events(MigrationName name, long after)
            throws IOException, InterruptedException {
        HttpRequest request =
                allowed(HttpRequest.newBuilder(uri("/events", Map.of("migration", name.value()))))
                        .header("Accept", "text/event-stream")
                        .header("Last-Event-ID", Long.toString(after))
                        .GET()
                        .build();
        var response = client.send(request, BodyHandlers.ofInputStream());
        if (response.statusCode() >= 400) {
            try (var body = response.body()) {
                throw new Refused(decodedAs(body.readAllBytes(), Problem.class));
            }
        }
        return new EventStream(response.body());
    }

    private HttpRequest.Builder allowed(HttpRequest.Builder request) {
        request.setHeader("User-Agent", "dunlin-cli");
        server.token().ifPresent(token -> request.header("Authorization", "Bearer " + token));
        return request;
    }

    private HttpResponse<byte[]> send(HttpRequest.Builder request)
            throws IOException, InterruptedException {
        HttpRequest whole = allowed(request).build();
        HttpResponse<byte[]> response =
                client.send(
                        whole.timeout().isPresent() ? whole : request.timeout(timeout).build(),
                        BodyHandlers.ofByteArray());
        if (response.statusCode() >= 400) {
            throw new Refused(decoded(response, Problem.class));
        }
        return response;
    }

    private URI uri(String path, Map<String, String> query) {
        String text =
                query.entrySet().stream()
                        .filter(entry -> !entry.getValue().isEmpty())
                        .map(entry -> entry.getKey() + "=" + encoded(entry.getValue()))
                        .collect(Collectors.joining("&"));
        return URI.create(server.root() + "/api/v1" + path + (text.isEmpty() ? "" : "?" + text));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private <T> T decoded(HttpResponse<byte[]> response, Class<T> type) throws IOException {
        return decodedAs(response.body(), type);
    }

    private <T> T decodedAs(byte[] body, Class<T> type) throws IOException {
        try {
            return Wire.decode(body, type);
        } catch (UndecodableMessageException e) {
            throw new IOException("what answers at " + server + " is no Dunlin server we know", e);
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
