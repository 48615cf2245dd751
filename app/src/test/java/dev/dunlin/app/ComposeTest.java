package dev.dunlin.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dunlin.service.Settings;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import kafka.server.KafkaConfig;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;
import picocli.CommandLine.ParseResult;

/** What can be known of the compose file and the image without an engine. */
class ComposeTest {

    private static final Path ROOT = Path.of("..");
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{?([A-Z_]+)(:-[^}]*)?}?");

    private static Map<String, Object> compose = Map.of();
    private static Map<String, Map<String, Object>> services = Map.of();

    @TempDir private Path home;

    @BeforeAll
    @SuppressWarnings("unchecked")
    static void read() throws Exception {
        try (Reader in = Files.newBufferedReader(ROOT.resolve("docker-compose.yml"))) {
            compose = new Yaml().load(in);
        }
        services = (Map<String, Map<String, Object>>) value(compose, "services");
    }

    @Test
    void all_parts_are_there() {
        assertThat(services.keySet())
                .contains("kafka", "source", "target")
                .contains("coordinator", "snapshot-worker", "cdc-worker", "sink-worker");
        assertThat(dunlins()).hasSize(4);
    }

    @Test
    void every_command_is_understood() {
        dunlins()
                .forEach(
                        service ->
                                assertThat(parsed(service).hasSubcommand())
                                        .as(service.toString())
                                        .isTrue());
    }

    @Test
    void every_port_that_is_published_or_asked_is_listened_at() {
        for (Map<String, Object> service : dunlins().toList()) {
            ParseResult command = parsed(service).subcommand();
            String listening =
                    command.hasMatchedOption("--port")
                            ? command.matchedOptionValue("--port", "")
                            : command.matchedOptionValue("--http-port", "");
            assertThat(String.join(" ", texts(value(mapping(service, "healthcheck"), "test"))))
                    .contains("127.0.0.1:" + listening + "/health/");
            for (String port : texts(service.getOrDefault("ports", List.of()))) {
                assertThat(port).startsWith("127.0.0.1:").endsWith(":" + listening);
            }
        }
        for (String database : List.of("source", "target")) {
            assertThat(texts(value(service(database), "ports"))).allMatch(p -> p.endsWith(":5432"));
        }
    }

    @Test
    void every_setting_in_the_environment_has_a_meaning() {
        List<String> known =
                Settings.names().stream()
                        .map(name -> "DUNLIN_" + name.toUpperCase(Locale.ROOT).replace('-', '_'))
                        .toList();
        dunlins()
                .flatMap(service -> mapping(service, "environment").keySet().stream())
                .filter(name -> name.startsWith("DUNLIN_"))
                .forEach(name -> assertThat(known).contains(name));
        mapping(service("kafka"), "environment").keySet().stream()
                .map(name -> name.replaceFirst("KAFKA_", "").replace('_', '.'))
                .map(name -> name.toLowerCase(Locale.ROOT))
                .forEach(name -> assertThat(KafkaConfig.configNames().contains(name)).isTrue());
    }

    @Test
    void clients_find_the_broker_where_it_says_it_is() {
        Map<String, Object> kafka = mapping(service("kafka"), "environment");
        dunlins()
                .map(service -> mapping(service, "environment"))
                .forEach(
                        environment ->
                                assertThat(kafka.get("KAFKA_ADVERTISED_LISTENERS"))
                                        .isEqualTo(
                                                "PLAINTEXT://"
                                                        + environment.get(
                                                                "DUNLIN_BOOTSTRAP_SERVERS")));
    }

    @Test
    void every_variable_has_a_value_without_being_set() throws Exception {
        Matcher variables = VARIABLE.matcher(Files.readString(ROOT.resolve("docker-compose.yml")));
        assertThat(variables.results())
                .isNotEmpty()
                .allSatisfy(variable -> assertThat(variable.group(2)).isNotNull());
    }

    @Test
    void everything_that_is_referred_to_exists() {
        Map<String, Object> volumes = mapping(compose, "volumes");
        for (Map<String, Object> service : services.values()) {
            if (service.containsKey("depends_on")) {
                assertThat(services.keySet()).containsAll(mapping(service, "depends_on").keySet());
            }
            for (String volume : texts(service.getOrDefault("volumes", List.of()))) {
                String from = volume.substring(0, volume.indexOf(':'));
                boolean there =
                        from.startsWith(".")
                                ? Files.exists(ROOT.resolve(from))
                                : volumes.containsKey(from);
                assertThat(there).as(volume).isTrue();
            }
        }
        assertThat(ROOT.resolve("Dockerfile")).exists();
    }

    private static Stream<Map<String, Object>> dunlins() {
        return services.values().stream()
                .filter(service -> String.valueOf(service.get("image")).startsWith("dunlin"));
    }

    private ParseResult parsed(Map<String, Object> service) {
        String[] arguments = texts(value(service, "command")).toArray(String[]::new);
        return Main.commandLine(new TestSurroundings(Map.of(), home).surroundings())
                .parseArgs(arguments);
    }

    private static Map<String, Object> service(String name) {
        return Objects.requireNonNull(services.get(name), name);
    }

    private static Object value(Map<String, Object> parent, String name) {
        return Objects.requireNonNull(parent.get(name), name);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> mapping(Map<String, Object> parent, String name) {
        return (Map<String, Object>) value(parent, name);
    }

    private static List<String> texts(Object list) {
        return ((List<?>) list).stream().map(String::valueOf).toList();
    }
}
