package dev.dunlin.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonTypeName;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dunlin.protocol.GateDecision;
import dev.dunlin.protocol.MigrationEvent;
import dev.dunlin.protocol.MigrationStatus;
import dev.dunlin.protocol.NamedConnection;
import dev.dunlin.protocol.Readiness;
import dev.dunlin.protocol.Reply;
import dev.dunlin.protocol.TableStatus;
import dev.dunlin.protocol.WorkerStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The samples under {@code protocol} are what processes of another version send. When one of these
 * tests fails because a message changed, ask what such a process would make of it; then run with
 * {@code -Ddunlin.samples=write}.
 */
class WireSamplesTest {

    private static final Path SAMPLES = Path.of("../protocol/src/test/resources/wire");
    private static final boolean WRITE = "write".equals(System.getProperty("dunlin.samples"));
    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @MethodSource("messages")
    void isWrittenAndReadAsInItsSample(Class<?> message) throws IOException {
        Object made = SampleMaker.sample(message);
        JsonNode written = JSON.readTree(Wire.encode(made));
        Path sample = SAMPLES.resolve(wireName(message) + ".json");
        if (WRITE) {
            Files.writeString(sample, pretty(written));
        }

        assertThat(sample).exists();
        byte[] bytes = Files.readAllBytes(sample);
        assertThat(written).isEqualTo(JSON.readTree(bytes));
        assertThat(Wire.decode(bytes, family(message))).isEqualTo(made);
    }

    @Test
    void everySampleIsOfAMessage() throws IOException {
        try (Stream<Path> files = Files.list(SAMPLES)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(
                            messages().map(type -> wireName(type) + ".json").toList());
        }
    }

    @Test
    void namesAreKebabCaseAndTheirOwn() {
        List<String> names = messages().map(WireSamplesTest::wireName).toList();

        assertThat(names)
                .allMatch(name -> name.matches("[a-z]+(-[a-z]+)*"))
                .doesNotHaveDuplicates();
    }

    static Stream<Class<?>> messages() {
        return Stream.concat(
                Wire.families().flatMap(Wire::members),
                Stream.of(
                        Reply.class,
                        MigrationStatus.class,
                        TableStatus.class,
                        Readiness.class,
                        MigrationEvent.class,
                        GateDecision.class,
                        WorkerStatus.class,
                        NamedConnection.class));
    }

    private static String wireName(Class<?> message) {
        JsonTypeName name = message.getAnnotation(JsonTypeName.class);
        return name == null
                ? message.getSimpleName()
                        .replaceAll("(?<=.)([A-Z])", "-$1")
                        .toLowerCase(Locale.ROOT)
                : name.value();
    }

    /** The type a reader asks for: the family, which makes the sample's type field count. */
    private static Class<?> family(Class<?> message) {
        Map<Class<?>, Class<?>> families =
                Wire.families()
                        .flatMap(
                                family -> Wire.members(family).map(type -> Map.entry(type, family)))
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        return families.getOrDefault(message, message);
    }

    private static String pretty(JsonNode tree) throws IOException {
        DefaultIndenter lines = new DefaultIndenter("  ", "\n");
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
        printer.indentArraysWith(lines);
        printer.indentObjectsWith(lines);
        return JSON.writer(printer).writeValueAsString(tree) + "\n";
    }
}
