package dev.dunlin.scenarios.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dunlin.app.run.ServerFile;
import dev.dunlin.messaging.KafkaCluster;
import dev.dunlin.scenarios.DunlinProcess;
import dev.dunlin.testkit.Await;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** {@code dunlin serve} in a process of its own, and its REST interface for what tests prepare. */
final class ConsoleServer implements AutoCloseable {

    private static final Duration START = Duration.ofMinutes(2);
    private static final Pattern KAFKA = Pattern.compile("Kafka at (127\\.0\\.0\\.1:\\d+)");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client = HttpClient.newHttpClient();
    private final DunlinProcess process;
    private final ServerFile file;

    private ConsoleServer(DunlinProcess process, ServerFile file) {
        this.process = process;
        this.file = file;
    }

    /** Starts one whose files are in the directory, and waits until it does its work. */
    static ConsoleServer start(Path home, String... more) throws IOException {
        Path work = home.resolve("work");
        List<String> command =
                Stream.concat(
                                Stream.of("serve", "--work-dir", work.toString(), "--port", "0"),
                                Stream.of(more))
                        .toList();
        DunlinProcess process = DunlinProcess.start(home, command);
        ServerFile file =
                Await.value(
                                "the server listens",
                                START,
                                () -> ServerFile.read(work),
                                there -> there.isPresent() || !process.isAlive())
                        .orElseThrow(() -> new AssertionError(process.errors()));
        ConsoleServer server = new ConsoleServer(process, file);
        Await.until(
                "the server is ready",
                START,
                () -> server.send(server.request("/health/readiness").GET()).statusCode() == 200);
        return server;
    }

    /** Where the console is, with a slash at its end. */
    URI address() {
        return URI.create("http://127.0.0.1:" + file.port() + "/");
    }

    /** The broker inside it. */
    KafkaCluster kafka() {
        Matcher said = KAFKA.matcher(process.errors());
        if (!said.find()) {
            throw new AssertionError("where Kafka is was not said: " + process.errors());
        }
        return KafkaCluster.at(said.group(1));
    }

    /** What a path answers; anything but success fails the test. */
    JsonNode get(String path) {
        return read(send(request(path).GET()));
    }

    /** What comes of sending a body. */
    JsonNode post(String path, String body) {
        return read(send(request(path).POST(HttpRequest.BodyPublishers.ofString(body))));
    }

    /** Lets a browser in once. */
    String ticket() {
        return post("/api/v1/tickets", "").path("ticket").asText();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(address().resolve(path))
                .header("Authorization", "Bearer " + file.token());
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError("the server does not answer: " + process.errors(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    private static JsonNode read(HttpResponse<String> response) {
        if (response.statusCode() / 100 != 2) {
            throw new AssertionError(
                    response.uri() + ": " + response.statusCode() + " " + response.body());
        }
        try {
            return JSON.readTree(response.body());
        } catch (IOException e) {
            throw new AssertionError(response.uri() + ": " + response.body(), e);
        }
    }

    /** What it has logged. */
    String log() {
        return process.errors();
    }

    @Override
    public void close() {
        process.close();
        client.close();
    }
}
