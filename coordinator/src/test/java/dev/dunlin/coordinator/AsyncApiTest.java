package dev.dunlin.coordinator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonTypeName;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.dunlin.protocol.Command;
import dev.dunlin.protocol.GateDecision;
import dev.dunlin.protocol.MigrationEvent;
import dev.dunlin.protocol.MigrationStatus;
import dev.dunlin.protocol.Otherwise;
import dev.dunlin.protocol.Readiness;
import dev.dunlin.protocol.Reply;
import dev.dunlin.protocol.TableStatus;
import dev.dunlin.protocol.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The description of the public topics says what the code does. {@code -Ddunlin.write=true} writes
 * the forms of the messages anew.
 */
class AsyncApiTest {

    private static final Path FILE = Path.of("../docs/asyncapi.yaml");

    private static final YAMLMapper YAML =
            YAMLMapper.builder()
                    .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                    .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
                    .disable(YAMLGenerator.Feature.SPLIT_LINES)
                    .build();

    private static final Map<String, Class<?>> OUT =
            Map.of(
                    Topics.REPLIES, Reply.class,
                    Topics.EVENTS, MigrationEvent.class,
                    Topics.MIGRATIONS, MigrationStatus.class,
                    Topics.TABLES, TableStatus.class,
                    Topics.READINESS, Readiness.class,
                    Topics.GATES, GateDecision.class);

    /** As {@link CommandReader} takes it; the spec is described by its template. */
    @JsonTypeName("create-migration")
    record CreateMigration(
            @Otherwise String id,
            Map<String, String> spec,
            @Otherwise String migration,
            @Otherwise String mode,
            @Otherwise String option,
            @Otherwise String target,
            @Otherwise String expiresAt,
            @Otherwise String by) {}

    private static List<Class<?>> records() {
        List<Class<?>> records = new ArrayList<>();
        records.add(CreateMigration.class);
        records.addAll(Arrays.asList(Command.class.getPermittedSubclasses()));
        records.addAll(OUT.values());
        return records;
    }

    @Test
    void messages_have_the_form_that_is_described() throws IOException {
        ObjectNode document = (ObjectNode) YAML.readTree(FILE.toFile());
        ObjectNode forms = RecordSchemas.of(records());
        if (Boolean.getBoolean("dunlin.write")) {
            ((ObjectNode) document.path("components")).set("schemas", forms);
            Files.writeString(FILE, YAML.writeValueAsString(document));
        }

        assertThat(document.path("components").path("schemas"))
                .as("write it anew with -Ddunlin.write=true -Dtest=AsyncApiTest")
                .isEqualTo(forms);
    }

    @Test
    void every_command_and_every_public_topic_is_described() throws IOException {
        JsonNode document = YAML.readTree(FILE.toFile());
        List<String> commands = new ArrayList<>();
        document.at("/channels/commands/messages").fieldNames().forEachRemaining(commands::add);
        List<String> topics = document.path("channels").findValuesAsText("address");

        assertThat(commands)
                .containsExactlyInAnyOrderElementsOf(
                        records().stream()
                                .filter(type -> type.isAnnotationPresent(JsonTypeName.class))
                                .map(type -> type.getAnnotation(JsonTypeName.class).value())
                                .toList());
        List<String> expected = new ArrayList<>(OUT.keySet());
        expected.add(Topics.COMMANDS);
        assertThat(topics).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void every_reference_leads_somewhere() throws IOException {
        JsonNode document = YAML.readTree(FILE.toFile());

        assertThat(document.findValuesAsText("$ref"))
                .isNotEmpty()
                .allSatisfy(
                        reference ->
                                assertThat(document.at(reference.substring(1)).isMissingNode())
                                        .as(reference)
                                        .isFalse());
    }
}
