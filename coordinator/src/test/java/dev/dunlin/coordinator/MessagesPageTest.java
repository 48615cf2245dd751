package dev.dunlin.coordinator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * docs/messages.md is what docs/asyncapi.yaml says, which {@link AsyncApiTest} holds to the code.
 * To write it anew: {@code -Ddunlin.write=true}.
 */
class MessagesPageTest {

    private static final Path PAGE = Path.of("../docs/messages.md");
    private static final Path SOURCE = Path.of("../docs/asyncapi.yaml");

    private static final String HEAD =
            """
            # Messages

            Written by `MessagesPageTest` from [asyncapi.yaml](asyncapi.yaml), which a test holds
            to the code; the build fails when this page is stale. How to use them, with a whole
            migration typed by hand, is in [automation](automation.md).

            Values are JSON. What goes out carries the headers of CloudEvents (`ce_id`, `ce_type`,
            `ce_source`, `ce_time`, `ce_specversion`); what comes in needs none. Times are text in
            ISO 8601, in UTC; a time that is a number counts milliseconds since 1970. Fields may be
            added, so a reader has to pass over those it does not know.
            """;

    @Test
    void the_page_is_what_the_description_says() throws IOException {
        JsonNode document = new YAMLMapper().readTree(SOURCE.toFile());
        String page =
                HEAD
                        + "\n## Topics\n\n"
                        + channels(document)
                        + "\n## Commands and what comes back\n\n"
                        + messages(document)
                        + "\n## Forms\n\n"
                        + SchemaTables.sections(document.at("/components/schemas"));
        if (Boolean.getBoolean("dunlin.write")) {
            Files.writeString(PAGE, page);
        }
        assertThat(Files.readString(PAGE)).isEqualTo(page);
    }

    private static String channels(JsonNode document) {
        return "| topic | what it holds | messages |\n|---|---|---|\n"
                + document.path("channels").properties().stream()
                        .map(channel -> channel(channel.getValue()))
                        .collect(Collectors.joining());
    }

    private static String channel(JsonNode channel) {
        return "| `%s` | %s | %s |%n"
                .formatted(
                        channel.path("address").asText(),
                        channel.path("description").asText(),
                        channel.path("messages").properties().stream()
                                .map(message -> "`" + message.getKey() + "`")
                                .collect(Collectors.joining(", ")));
    }

    private static String messages(JsonNode document) {
        return "| message | meaning | form |\n|---|---|---|\n"
                + document.at("/components/messages").properties().stream()
                        .map(
                                message ->
                                        "| `%s` | %s | %s |%n"
                                                .formatted(
                                                        message.getKey(),
                                                        message.getValue().path("summary").asText(),
                                                        SchemaTables.type(
                                                                message.getValue()
                                                                        .path("payload"))))
                        .collect(Collectors.joining());
    }
}
