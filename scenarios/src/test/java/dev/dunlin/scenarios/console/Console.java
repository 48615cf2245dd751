package dev.dunlin.scenarios.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dunlin.protocol.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** A server and a browser, started once for all tests of this JVM and ended with it. */
record Console(ConsoleServer server, Browser browser) {

    /** Of somebody who may look. */
    static final String VIEWER_TOKEN = "look";

    private static final String CALLERS =
            """
            [{"name": "looker", "access": "viewer", "tokenSha256":
              "3c01eba119e00d79c82b6f65d70bc5f1044d568618bf41377e6d1432023fc2b8"}]
            """;

    static Console shared() {
        return Shared.CONSOLE;
    }

    /** Goes to a path as who may do everything, by a link like that of {@code dunlin console}. */
    void enter(String path) {
        browser.open(path + "#ticket=" + server.ticket());
        browser.see("Live");
    }

    /** The page as it is now has roles, labels and contrasts for everybody. */
    void accessible() {
        assertThat(Axe.complaints(browser)).as("at " + browser.place()).isEmpty();
    }

    /** Decides at the gate before a cutover, as another system would. */
    void approve(String migration) {
        String decision =
                """
                {"migration":"%s","gate":"before-cutover","decision":"approve","by":"a test"}
                """
                        .formatted(migration);
        send(Topics.GATES, Map.of(migration, decision.getBytes(StandardCharsets.UTF_8)));
    }

    /** Puts messages on a topic of the server's broker, by their keys. */
    void send(String topic, Map<String, byte[]> messages) {
        Properties properties = server.kafka().properties();
        try (Producer<String, byte[]> producer =
                new KafkaProducer<>(
                        properties, new StringSerializer(), new ByteArraySerializer())) {
            messages.forEach(
                    (key, value) -> {
                        var _ = producer.send(new ProducerRecord<>(topic, key, value));
                    });
        }
    }

    private static final class Shared {
        private static final Console CONSOLE = start();

        private static Console start() {
            try {
                Path home = Files.createTempDirectory("dunlin-console-");
                Path profile = Chromium.profile();
                Path callers = Files.createTempFile(home, "callers", ".json");
                Files.writeString(callers, CALLERS);
                ConsoleServer server =
                        ConsoleServer.start(home, "--callers-file", callers.toString());
                Browser browser = new Browser(Chromium.start(profile), server.address());
                Runtime.getRuntime()
                        .addShutdownHook(
                                new Thread(
                                        () -> {
                                            browser.close();
                                            server.close();
                                            delete(profile);
                                            delete(home);
                                        }));
                return new Console(server, browser);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static void delete(Path tree) {
            try (Stream<Path> paths = Files.walk(tree)) {
                paths.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
            } catch (IOException | UncheckedIOException _) {
                return;
            }
        }
    }
}
