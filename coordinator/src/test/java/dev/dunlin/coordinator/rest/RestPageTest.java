package dev.dunlin.coordinator.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.dunlin.coordinator.SchemaTables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * docs/rest.md is what the OpenAPI document says, which {@link OpenApiTest} holds to the code. To
 * write it anew: {@code -Ddunlin.write=true}.
 */
class RestPageTest {

    private static final Path PAGE = Path.of("../docs/rest.md");
    private static final Path SOURCE =
            Path.of("src/main/resources/dev/dunlin/coordinator/rest/openapi.yaml");
    private static final Set<String> METHODS = Set.of("get", "post", "put", "delete");

    private static final String HEAD =
            """
            # REST

            Written by `RestPageTest` from the OpenAPI document that a server gives at
            `/api/v1/openapi`, which a test holds to the code; the build fails when this page is
            stale. A whole migration by curl is in [automation](automation.md); who may do what is
            in [security](security.md).

            A token goes into `Authorization: Bearer …`; `/health` and `/metrics` need none. What
            goes wrong is answered as `application/problem+json` ([Problem](#problem)) with a code
            that [errors](errors.md) explains. Actions answer 202 before they are done: how they
            fare is asked at `/api/v1/operations/{id}` with the `commandId` of the answer. Fields
            may be added, so a reader has to pass over those it does not know.
            """;

    @Test
    void the_page_is_what_the_description_says() throws IOException {
        JsonNode document = new YAMLMapper().readTree(SOURCE.toFile());
        String page =
                HEAD
                        + "\n## Requests\n\n"
                        + document.path("paths").properties().stream()
                                .map(path -> requests(path.getKey(), path.getValue()))
                                .collect(Collectors.joining("\n"))
                        + "\n## Forms\n\n"
                        + SchemaTables.sections(document.at("/components/schemas"));
        if (Boolean.getBoolean("dunlin.write")) {
            Files.writeString(PAGE, page);
        }
        assertThat(Files.readString(PAGE)).isEqualTo(page);
    }

    private static String requests(String path, JsonNode methods) {
        return methods.properties().stream()
                .filter(method -> METHODS.contains(method.getKey()))
                .map(
                        method ->
                                "### %s %s%n%n%s%n%n%s%s"
                                        .formatted(
                                                method.getKey().toUpperCase(Locale.ROOT),
                                                path,
                                                method.getValue().path("summary").asText() + ".",
                                                parameters(method.getValue()),
                                                answers(method.getValue())))
                .collect(Collectors.joining("\n"));
    }

    private static String parameters(JsonNode request) {
        StringBuilder rows = new StringBuilder();
        request.path("parameters")
                .forEach(
                        parameter ->
                                rows.append(
                                        "| `%s` | %s | %s |%n"
                                                .formatted(
                                                        parameter.path("name").asText(),
                                                        parameter.path("in").asText(),
                                                        parameter.path("description").asText())));
        JsonNode body = request.at("/requestBody/content/application~1json/schema");
        if (!body.isMissingNode()) {
            rows.append("| body | JSON | %s |%n".formatted(SchemaTables.type(body)));
        }
        return rows.isEmpty() ? "" : "| parameter | in | meaning |\n|---|---|---|\n" + rows + "\n";
    }

    private static String answers(JsonNode request) {
        return request.path("responses").properties().stream()
                .filter(answer -> !answer.getKey().equals("default"))
                .map(answer -> answer(answer.getKey(), answer.getValue()))
                .collect(Collectors.joining("; ", "Answers ", ".\n"));
    }

    private static String answer(String status, JsonNode answer) {
        JsonNode form = answer.at("/content/application~1json/schema");
        return status
                + ": "
                + answer.path("description").asText()
                + (form.isMissingNode() ? "" : ", " + SchemaTables.type(form));
    }
}
