package dev.dunlin.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dunlin.messaging.KafkaCluster;
import dev.dunlin.messaging.Wire;
import dev.dunlin.testkit.Await;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A {@code dunlin serve} of a test's own, and its REST interface. */
final class Served implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Pattern KAFKA = Pattern.compile("Kafka at (127\\.0\\.0\\.1:\\d+)");
    private static final Pattern REST =
            Pattern.compile("REST(?: and console)? at (127\\.0\\.0\\.1:\\d+)");

    private final DunlinProcess process;
    private final Path work;
    private final HttpClient client = HttpClient.newHttpClient();

    private Served(DunlinProcess process, Path work) {
        this.process = process;
        this.work = work;
    }

    /** Starts it, with what an earlier one in the same home left, and waits until it is ready. */
    static Served start(Path home) throws Exception {
        Path work = home.resolve("work");
        DunlinProcess process =
                DunlinProcess.start(
                        home, List.of("serve", "--work-dir", work.toString(), "--port", "0"));
        Served served = new Served(process, work);
        Await.until(
                "the server is ready",
                PATIENCE,
                () -> {
                    assertThat(process.isAlive()).as(process.errors()).isTrue();
                    return served.said(REST).length() > 0 && served.ready();
                });
        return served;
    }

    private boolean ready() throws Exception {
        URI uri = URI.create("http://" + said(REST) + "/health/readiness");
        HttpRequest request = HttpRequest.newBuilder(uri).build();
        return client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode() == 200;
    }

    private String said(Pattern pattern) {
        Matcher matcher = pattern.matcher(process.errors());
        return matcher.find() ? matcher.group(1) : "";
    }

    DunlinProcess process() {
        return process;
    }

    KafkaCluster cluster() {
        return KafkaCluster.at(said(KAFKA));
    }

    /** What a path answers. */
    JsonNode get(String path) throws Exception {
        return send(request(path).GET());
    }

    /** What a path answers to a body. */
    JsonNode post(String path, String body) throws Exception {
        return send(request(path).POST(BodyPublishers.ofString(body)));
    }

    /** What a path answers to a body. */
    JsonNode put(String path, String body) throws Exception {
        return send(request(path).PUT(BodyPublishers.ofString(body)));
    }

    /** What a path answers. */
    JsonNode delete(String path) throws Exception {
        return send(request(path).DELETE());
    }

    private HttpRequest.Builder request(String path) throws Exception {
        JsonNode file =
                Wire.decode(Files.readAllBytes(work.resolve("server.json")), JsonNode.class);
        return HttpRequest.newBuilder(URI.create("http://" + said(REST) + "/api/v1" + path))
                .header("Authorization", "Bearer " + file.path("token").asText());
    }

    private JsonNode send(HttpRequest.Builder request) throws Exception {
        HttpResponse<String> answer =
                client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        return body.length == 0
                ? Wire.decode("{}".getBytes(StandardCharsets.UTF_8), JsonNode.class)
                : Wire.decode(body, JsonNode.class);
    }

    /** State of a migration. */
    String state(String name) throws Exception {
        return get("/migrations/" + name).path("status").path("state").asText();
    }

    /** Warnings and errors since it was ready. */
    List<String> warnings() {
        return process.errors()
                .lines()
                .dropWhile(line -> !line.contains("serve runs"))
                .filter(line -> line.matches("\\S+ (WARN|ERROR) .*"))
                .toList();
    }

    @Override
    public void close() {
        client.close();
        process.close();
    }
}
