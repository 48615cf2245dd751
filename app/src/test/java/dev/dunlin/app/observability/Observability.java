package dev.dunlin.app.observability;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The files of deploy/observability, read. */
public final class Observability {

    /** Seen from a module. */
    public static final Path ROOT = Path.of("../deploy/observability").toAbsolutePath().normalize();

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    private Observability() {}

    /** A query, and where it stands. */
    public record Query(String where, String text) {

        /** As Grafana would ask it with every migration chosen. */
        public String withoutVariables() {
            return text.replace("$migration", ".*");
        }

        @Override
        public String toString() {
            return where;
        }
    }

    /** The dashboards. */
    public static List<JsonNode> dashboards() {
        return files("grafana/dashboards", ".json").map(file -> read(JSON, file)).toList();
    }

    /** What the panels of all dashboards ask. */
    public static List<Query> panels() {
        List<Query> queries = new ArrayList<>();
        for (JsonNode dashboard : dashboards()) {
            String title = dashboard.path("title").asText();
            for (JsonNode panel : dashboard.path("panels")) {
                for (JsonNode target : panel.path("targets")) {
                    String where =
                            title
                                    + " / "
                                    + panel.path("title").asText()
                                    + " / "
                                    + target.path("refId").asText();
                    queries.add(new Query(where, target.path("expr").asText()));
                }
            }
        }
        return queries;
    }

    /** What annotations of all dashboards ask. */
    static List<Query> annotations() {
        return dashboards().stream()
                .flatMap(dashboard -> items(dashboard.path("annotations").path("list")))
                .map(note -> new Query(note.path("name").asText(), note.path("expr").asText()))
                .toList();
    }

    /** All rules: with {@code record} or {@code alert}, and {@code expr}. */
    static List<JsonNode> rules() {
        return files("rules", ".yml")
                .map(file -> read(YAML, file))
                .flatMap(file -> items(file.path("groups")))
                .flatMap(group -> items(group.path("rules")))
                .toList();
    }

    /** A YAML file of the directory. */
    static JsonNode yaml(String file) {
        return read(YAML, ROOT.resolve(file));
    }

    static Stream<JsonNode> items(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }

    static Stream<Path> files(String directory, String ending) {
        try (Stream<Path> files = Files.list(ROOT.resolve(directory))) {
            return files
                    .filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode read(ObjectMapper mapper, Path file) {
        try {
            return mapper.readTree(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
        }
    }
}
