package dev.dunlin.coordinator.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.dunlin.coordinator.RecordSchemas;
import dev.dunlin.coordinator.leftovers.LeftoverSearch;
import dev.dunlin.coordinator.report.RunReport;
import dev.dunlin.messaging.TopicSurvey;
import dev.dunlin.protocol.ConnectionFacts;
import dev.dunlin.protocol.MigrationEvent;
import dev.dunlin.protocol.MigrationSpec;
import dev.dunlin.protocol.OnlineSettings.Fence;
import dev.dunlin.protocol.Reply;
import dev.dunlin.protocol.TableStatus;
import dev.dunlin.protocol.WorkerStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Put;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The description of the interface says what the code does: every path and method, and the form of
 * everything that travels. {@code -Ddunlin.write=true} writes the forms anew.
 */
class OpenApiTest {

    private static final Path FILE =
            Path.of("src/main/resources/dev/dunlin/coordinator/rest/openapi.yaml");

    private static final YAMLMapper YAML =
            YAMLMapper.builder()
                    .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                    .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
                    .disable(YAMLGenerator.Feature.SPLIT_LINES)
                    .build();

    private static final Path CLASSES = Path.of("target/classes/dev/dunlin/coordinator/rest");

    /** Bodies of actions; {@link ActionBody} reads their fields. */
    record Action(List<String> databases, String commandId, String expiresAt) {}

    record CutoverAction(
            List<String> databases,
            String commandId,
            String expiresAt,
            int maxLagSeconds,
            Fence fence,
            int timeoutSeconds) {}

    record CancelAction(
            List<String> databases, String commandId, String expiresAt, String target) {}

    record TableAction(
            String table, String database, String reason, String commandId, String expiresAt) {}

    record CleanAction(List<String> ids, boolean all, boolean force) {}

    @Test
    void every_path_is_described_and_every_description_has_a_path() throws Exception {
        Set<String> described = new TreeSet<>();
        YAML.readTree(FILE.toFile())
                .path("paths")
                .properties()
                .forEach(
                        path ->
                                path.getValue()
                                        .fieldNames()
                                        .forEachRemaining(
                                                method ->
                                                        described.add(
                                                                method + " " + path.getKey())));

        assertThat(described).isEqualTo(paths());
    }

    @Test
    void what_travels_has_the_form_that_is_described() throws IOException {
        ObjectNode document = (ObjectNode) YAML.readTree(FILE.toFile());
        ObjectNode forms =
                RecordSchemas.of(
                        List.of(
                                MigrationView.class,
                                RunReport.class,
                                MigrationSpec.class,
                                TableStatus.class,
                                MigrationEvent.class,
                                Reply.class,
                                Operation.class,
                                Problem.class,
                                WorkerStatus.class,
                                ConnectionFacts.class,
                                TicketsController.About.class,
                                Tickets.Ticket.class,
                                ConnectionView.class,
                                LeftoverSearch.Findings.class,
                                LeftoversController.Cleaned.class,
                                CleanAction.class,
                                TopicSurvey.TopicFacts.class,
                                Action.class,
                                CutoverAction.class,
                                CancelAction.class,
                                TableAction.class));
        if (Boolean.getBoolean("dunlin.write")) {
            ((ObjectNode) document.path("components")).set("schemas", forms);
            Files.writeString(FILE, YAML.writeValueAsString(document));
        }

        assertThat(document.path("components").path("schemas"))
                .as("write it anew with -Ddunlin.write=true -Dtest=OpenApiTest")
                .isEqualTo(forms);
    }

    @Test
    void every_reference_leads_somewhere() throws IOException {
        JsonNode document = YAML.readTree(FILE.toFile());
        List<String> references = document.findValuesAsText("$ref", new ArrayList<>());

        assertThat(references)
                .isNotEmpty()
                .allSatisfy(
                        reference ->
                                assertThat(document.at(reference.substring(1)).isMissingNode())
                                        .as(reference)
                                        .isFalse());
    }

    private static List<Class<?>> controllers() throws Exception {
        List<Class<?>> found = new ArrayList<>();
        try (Stream<Path> files = Files.list(CLASSES)) {
            for (String name : files.map(file -> file.getFileName().toString()).toList()) {
                if (name.endsWith("Controller.class") && !name.startsWith("$")) {
                    String simple = name.substring(0, name.length() - ".class".length());
                    found.add(Class.forName(OpenApiTest.class.getPackageName() + "." + simple));
                }
            }
        }
        return found;
    }

    private static Set<String> paths() throws Exception {
        Set<String> paths = new TreeSet<>();
        for (Class<?> controller : controllers()) {
            String root = controller.getAnnotation(Controller.class).value();
            for (Method method : controller.getDeclaredMethods()) {
                if (method.isAnnotationPresent(Get.class)) {
                    paths.add("get " + path(root, method.getAnnotation(Get.class).value()));
                }
                if (method.isAnnotationPresent(Post.class)) {
                    paths.add("post " + path(root, method.getAnnotation(Post.class).value()));
                }
                if (method.isAnnotationPresent(Put.class)) {
                    paths.add("put " + path(root, method.getAnnotation(Put.class).value()));
                }
                if (method.isAnnotationPresent(Delete.class)) {
                    paths.add("delete " + path(root, method.getAnnotation(Delete.class).value()));
                }
            }
        }
        return paths;
    }

    private static String path(String root, String rest) {
        return rest.equals("/") ? root : root + rest;
    }
}
