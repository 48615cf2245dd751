package dev.dunlin.coordinator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** The schemas of a description as tables of Markdown, each under a heading of its own name. */
public final class SchemaTables {

    private static final String PLACE = "#/components/schemas/";

    private SchemaTables() {}

    /** One section for each schema, in the order they have. */
    public static String sections(JsonNode schemas) {
        return schemas.properties().stream()
                .map(schema -> section(schema.getKey(), schema.getValue()))
                .collect(Collectors.joining("\n"));
    }

    /** The type of a field, with a link where it is a schema. */
    public static String type(JsonNode schema) {
        if (schema.has("$ref")) {
            return link(schema.path("$ref").asText().substring(PLACE.length()));
        }
        if (schema.has("const")) {
            return "`" + schema.path("const").asText() + "`";
        }
        if (schema.has("additionalProperties")) {
            return "map of " + type(schema.path("additionalProperties"));
        }
        return switch (schema.path("type").asText()) {
            case "array" -> "list of " + type(schema.path("items"));
            case "" -> throw new IllegalArgumentException("no type: " + schema);
            case String plain -> plain;
        };
    }

    /** A link to the section of a schema. */
    public static String link(String schema) {
        return "[" + schema + "](#" + schema.toLowerCase(Locale.ROOT) + ")";
    }

    private static String section(String name, JsonNode schema) {
        return "### " + name + "\n\n" + (schema.has("enum") ? constants(schema) : fields(schema));
    }

    private static String constants(JsonNode schema) {
        List<String> words = new ArrayList<>();
        schema.path("enum").forEach(word -> words.add("`" + word.asText() + "`"));
        return String.join(", ", words) + "\n";
    }

    private static String fields(JsonNode schema) {
        Set<String> required =
                StreamSupport.stream(schema.path("required").spliterator(), false)
                        .map(JsonNode::asText)
                        .collect(Collectors.toCollection(HashSet::new));
        StringBuilder table = new StringBuilder("| field | type | |\n|---|---|---|\n");
        schema.path("properties")
                .properties()
                .forEach(
                        field ->
                                table.append("| `%s` | ".formatted(field.getKey()))
                                        .append(type(field.getValue()))
                                        .append(
                                                required.contains(field.getKey())
                                                        ? " | |\n"
                                                        : " | may be missing |\n"));
        return table.toString();
    }
}
