package dev.dunlin.scenarios;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.dunlin.testkit.Await;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.URLConnection;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/** {@code dunlin serve}, and everything that it wrote or says. */
final class CanaryServer implements AutoCloseable {

    private static final Pattern KAFKA = Pattern.compile("Kafka at (127\\.0\\.0\\.1:\\d+)");
    private static final Pattern REST =
            Pattern.compile("REST and console at (127\\.0\\.0\\.1:\\d+)");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int SILENCE_MILLIS = 1_500;

    private final HttpClient client = HttpClient.newHttpClient();
    private final Path home;
    private final DunlinProcess process;
    private final String token;
    private final Map<String, byte[]> answers;

    private CanaryServer(
            Path home, DunlinProcess process, String token, Map<String, byte[]> answers) {
        this.home = home;
        this.process = process;
        this.token = token;
        this.answers = answers;
    }

    /** Starts it, its files all in this directory; ready when it gives back. */
    static CanaryServer start(Path home, String token, Map<String, String> environment)
            throws Exception {
        Map<String, String> all = new HashMap<>(environment);
        Path scratch = Files.createDirectories(home.resolve("scratch"));
        all.put("DUNLIN_TOKEN", token);
        all.put("JAVA_TOOL_OPTIONS", "-Djava.io.tmpdir=" + scratch);
        DunlinProcess process =
                DunlinProcess.start(
                        home,
                        List.of("serve", "--port", "0", "--work-dir", home.resolve("work") + ""),
                        all);
        CanaryServer server = new CanaryServer(home, process, token, new TreeMap<>());
        Await.until(
                "the server is ready",
                Duration.ofMinutes(1),
                () -> !server.said(REST).isEmpty() && server.ready());
        return server;
    }

    private boolean ready() throws Exception {
        URI uri = URI.create("http://" + said(REST) + "/health/readiness");
        HttpRequest request = HttpRequest.newBuilder(uri).build();
        return client.send(request, BodyHandlers.discarding()).statusCode() == 200;
    }

    /** The same server, asked by somebody else. */
    CanaryServer withToken(String other) {
        return new CanaryServer(home, process, other, answers);
    }

    DunlinProcess process() {
        return process;
    }

    private String said(Pattern pattern) {
        Matcher matcher = pattern.matcher(process.errors());
        return matcher.find() ? matcher.group(1) : "";
    }

    int create(String spec) throws Exception {
        return post("/migrations", spec);
    }

    /** Posts, keeps the answer, and gives its status. */
    int post(String path, String body) throws Exception {
        HttpResponse<byte[]> response =
                client.send(
                        request(path).POST(BodyPublishers.ofString(body)).build(),
                        BodyHandlers.ofByteArray());
        String headers = response.headers().map().toString();
        answers.put("POST " + answers.size() + " " + path + headers, response.body());
        return response.statusCode();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://" + said(REST) + "/api/v1" + path))
                .header("Authorization", "Bearer " + token);
    }

    private byte[] get(String path) throws Exception {
        return client.send(request(path).build(), BodyHandlers.ofByteArray()).body();
    }

    /** Name and state of every migration. */
    Map<String, String> states() throws Exception {
        Map<String, String> states = new TreeMap<>();
        for (JsonNode item : JSON.readTree(get("/migrations")).path("items")) {
            states.put(item.path("name").asText(), item.path("state").asText());
        }
        return states;
    }

    /** What was answered so far, and what every path that can be read answers now. */
    Map<String, byte[]> everyAnswer(Iterable<String> migrations) throws Exception {
        Map<String, byte[]> all = new TreeMap<>(answers);
        JsonNode document = new YAMLMapper().readTree(get("/openapi"));
        for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
            if (!path.getValue().has("get")) {
                continue;
            }
            String rest = path.getKey().replaceFirst("^/api/v1", "");
            for (String name : migrations) {
                String filled = rest.replace("{name}", name).replace("{id}", name);
                all.put("GET " + filled, read(filled));
            }
        }
        return all;
    }

    /** Streams of events do not end: what comes until nothing more does. */
    private byte[] read(String path) throws IOException {
        URLConnection connection =
                URI.create("http://" + said(REST) + "/api/v1" + path).toURL().openConnection();
        connection.setRequestProperty("Authorization", "Bearer " + token);
        connection.setReadTimeout(SILENCE_MILLIS);
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        try (InputStream in = connection.getInputStream()) {
            in.transferTo(read);
        } catch (SocketTimeoutException _) {
            return read.toByteArray();
        } catch (IOException e) {
            read.write(e.toString().getBytes(StandardCharsets.UTF_8));
        }
        return read.toByteArray();
    }

    /** Every record of every partition of every topic, with key and headers. */
    Map<String, byte[]> everyMessage() throws Exception {
        Properties properties = new Properties();
        properties.put("bootstrap.servers", said(KAFKA));
        Map<String, ByteArrayOutputStream> all = new TreeMap<>();
        try (Admin admin = Admin.create(properties);
                KafkaConsumer<byte[], byte[]> consumer =
                        new KafkaConsumer<>(
                                properties,
                                new ByteArrayDeserializer(),
                                new ByteArrayDeserializer())) {
            ListTopicsOptions internalToo = new ListTopicsOptions().listInternal(true);
            List<TopicPartition> partitions = new ArrayList<>();
            var names = admin.listTopics(internalToo).names().get();
            admin.describeTopics(names)
                    .allTopicNames()
                    .get()
                    .forEach(
                            (name, topic) ->
                                    topic.partitions()
                                            .forEach(
                                                    p ->
                                                            partitions.add(
                                                                    new TopicPartition(
                                                                            name, p.partition()))));
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream()
                    .anyMatch(p -> consumer.position(p) < ends.getOrDefault(p, 0L))) {
                for (ConsumerRecord<byte[], byte[]> record :
                        consumer.poll(Duration.ofMillis(200))) {
                    var out = all.computeIfAbsent(record.topic(), _ -> new ByteArrayOutputStream());
                    add(out, record.key());
                    add(out, record.value());
                    for (Header header : record.headers()) {
                        add(out, header.value());
                    }
                }
            }
        }
        Map<String, byte[]> texts = new TreeMap<>();
        all.forEach((topic, bytes) -> texts.put(topic, bytes.toByteArray()));
        return texts;
    }

    private static void add(ByteArrayOutputStream out, byte @Nullable [] bytes) {
        if (bytes != null) {
            out.writeBytes(bytes);
        }
    }

    /** Every file it wrote, its logs among them; not those with passwords that it was given. */
    Map<String, byte[]> everyFile() throws IOException {
        Map<String, byte[]> all = new TreeMap<>();
        try (Stream<Path> files = Files.walk(home)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = home.relativize(file).toString();
                if (!name.startsWith("given/")) {
                    try {
                        all.put(name, Files.readAllBytes(file));
                    } catch (NoSuchFileException _) {
                        // It was there for a while only.
                    }
                }
            }
        }
        return all;
    }

    @Override
    public void close() {
        client.close();
        process.close();
    }
}
