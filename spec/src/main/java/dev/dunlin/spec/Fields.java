package dev.dunlin.spec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * One JSON object of a spec. Every field is asked for by name; what was wrong is collected, and
 * what nobody asked for is an error at the end, because a misspelt setting must not be silently
 * without effect.
 */
final class Fields {

    private final JsonNode node;
    private final String pointer;
    private final boolean anyCase;
    private final List<SpecError> errors;
    private final Set<String> asked = new LinkedHashSet<>();

    private Fields(JsonNode node, String pointer, boolean anyCase, List<SpecError> errors) {
        this.node = node;
        this.pointer = pointer;
        this.anyCase = anyCase;
        this.errors = errors;
    }

    /** The fields of a whole document. */
    static Fields of(JsonNode document, List<SpecError> errors) {
        return new Fields(document, "", false, errors);
    }

    /** The same, with names in any case. */
    Fields inAnyCase() {
        return new Fields(node, pointer, true, errors);
    }

    /** Notes what is wrong with a field. */
    void wrong(String name, String message) {
        errors.add(new SpecError(name.isEmpty() ? pointer : pointer + "/" + name, message));
    }

    /** Whether the field is there and not null. */
    boolean has(String name) {
        return !value(name).isMissingNode();
    }

    private JsonNode value(String name) {
        asked.add(name);
        JsonNode found = node.path(spelling(name));
        return found.isNull() ? MissingNode.getInstance() : found;
    }

    private String spelling(String name) {
        if (!anyCase) {
            return name;
        }
        return node.propertyStream()
                .map(property -> property.getKey())
                .filter(key -> key.equalsIgnoreCase(name))
                .findFirst()
                .orElse(name);
    }

    Optional<String> text(String name) {
        JsonNode value = value(name);
        if (value.isMissingNode()) {
            return Optional.empty();
        }
        if (!value.isValueNode() || value.asText().isEmpty()) {
            wrong(name, "is a text that is not empty");
            return Optional.empty();
        }
        return Optional.of(value.asText());
    }

    /** A text that has to be there; an empty one stands for what is missing. */
    String required(String name) {
        if (!has(name)) {
            wrong(name, "is missing");
        }
        return text(name).orElse("");
    }

    int integer(String name, int otherwise, int least, int most) {
        JsonNode value = value(name);
        if (value.isMissingNode()) {
            return otherwise;
        }
        if (!value.isIntegralNumber()
                || !value.canConvertToInt()
                || value.asInt() < least
                || value.asInt() > most) {
            wrong(name, "is a whole number from " + least + " to " + most);
            return otherwise;
        }
        return value.asInt();
    }

    /** A yes or no; also as text, since the seeds' body writes it so. */
    boolean flag(String name, boolean otherwise) {
        JsonNode value = value(name);
        if (value.isMissingNode()) {
            return otherwise;
        }
        return switch (value.isValueNode() ? value.asText().toLowerCase(Locale.ROOT) : "") {
            case "true" -> true;
            case "false" -> false;
            default -> {
                wrong(name, "is true or false");
                yield otherwise;
            }
        };
    }

    /** One of the constants, by the name it has on the wire, in any case. */
    <E extends Enum<E>> E choice(String name, Class<E> type, E otherwise) {
        return text(name).flatMap(text -> constant(name, type, text)).orElse(otherwise);
    }

    /** Any of the constants, in a list. */
    <E extends Enum<E>> List<E> choices(String name, Class<E> type) {
        return texts(name).stream().flatMap(text -> constant(name, type, text).stream()).toList();
    }

    private <E extends Enum<E>> Optional<E> constant(String name, Class<E> type, String text) {
        Optional<E> found =
                Arrays.stream(type.getEnumConstants())
                        .filter(constant -> Labels.of(constant).equalsIgnoreCase(text))
                        .findFirst();
        if (found.isEmpty()) {
            wrong(name, "is one of " + Labels.all(type));
        }
        return found;
    }

    List<String> texts(String name) {
        return each(name, JsonNode::asText);
    }

    /** What {@code reading} makes of each element. */
    <T> List<T> each(String name, Function<JsonNode, T> reading) {
        JsonNode value = value(name);
        if (value.isMissingNode()) {
            return List.of();
        }
        if (!value.isArray()) {
            wrong(name, "is a list");
            return List.of();
        }
        List<T> all = new ArrayList<>();
        value.forEach(element -> all.add(reading.apply(element)));
        return all;
    }

    /** An object; one without fields where it is missing. */
    Fields object(String name) {
        JsonNode value = value(name);
        if (!value.isMissingNode() && !value.isObject()) {
            wrong(name, "holds fields, not a single value");
        }
        return new Fields(value, pointer + "/" + name, anyCase, errors);
    }

    /** Ends the reading: whatever nobody asked for is an error. */
    void end() {
        node.propertyStream()
                .map(property -> property.getKey())
                .filter(key -> asked.stream().noneMatch(name -> same(name, key)))
                .forEach(
                        key ->
                                wrong(
                                        key,
                                        "is not known here; known are "
                                                + asked.stream()
                                                        .sorted()
                                                        .collect(Collectors.joining(", "))));
    }

    private boolean same(String name, String key) {
        return anyCase ? name.equalsIgnoreCase(key) : name.equals(key);
    }
}
