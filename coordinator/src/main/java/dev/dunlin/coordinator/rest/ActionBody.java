package dev.dunlin.coordinator.rest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dunlin.messaging.UndecodableMessageException;
import dev.dunlin.messaging.Wire;
import dev.dunlin.protocol.Command.TargetFate;
import dev.dunlin.protocol.OnlineSettings.CutoverTerms;
import dev.dunlin.protocol.OnlineSettings.Fence;
import dev.dunlin.protocol.TableName;
import io.micronaut.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The body of an action: a JSON object whose fields may all be left out, or nothing. */
final class ActionBody {

    private final JsonNode fields;
    private final String commandId;

    private ActionBody(JsonNode fields, Optional<String> key) {
        this.fields = fields;
        JsonNode id = fields.path("commandId");
        String random = UUID.randomUUID().toString();
        this.commandId = key.orElse(id.asText(random));
    }

    /** A body that cannot be obeyed; the message is for the caller. */
    static final class Misunderstood extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Misunderstood(String message) {
            super(message);
        }

        String detail() {
            return String.valueOf(getMessage());
        }
    }

    /**
     * The body of a request.
     *
     * @param key the Idempotency-Key of its headers; wins over a {@code commandId} inside
     */
    static ActionBody of(@Nullable String body, Optional<String> key) {
        String text = body == null || body.isEmpty() ? "{}" : body;
        byte[] json = text.getBytes(StandardCharsets.UTF_8);
        try {
            JsonNode node = Wire.decode(json, JsonNode.class);
            if (!node.isObject()) {
                throw new Misunderstood("the body is no JSON object");
            }
            return new ActionBody(node, key);
        } catch (UndecodableMessageException _) {
            throw new Misunderstood("the body is no JSON");
        }
    }

    /** The Idempotency-Key of a request. */
    static Optional<String> key(HttpRequest<?> request) {
        return Optional.ofNullable(request.getHeaders().get("Idempotency-Key"))
                .filter(key -> !key.isEmpty());
    }

    /** The id of the command: whoever chooses it may ask again without asking twice. */
    String commandId() {
        return commandId;
    }

    /** The terms, those of the migration where nothing else is said. */
    CutoverTerms terms(CutoverTerms otherwise) {
        return new CutoverTerms(
                seconds("maxLagSeconds", otherwise.maxLagSeconds()),
                fence(otherwise.fence()),
                seconds("timeoutSeconds", otherwise.timeoutSeconds()));
    }

    private int seconds(String field, int otherwise) {
        JsonNode node = fields.path(field);
        if (node.isMissingNode()) {
            return otherwise;
        }
        if (!node.canConvertToInt() || !node.isIntegralNumber() || node.asInt() < 0) {
            throw new Misunderstood(field + " is a number of seconds");
        }
        return node.asInt();
    }

    private Fence fence(Fence otherwise) {
        JsonNode node = fields.path("fence");
        if (node.isMissingNode()) {
            return otherwise;
        }
        return switch (node.asText()) {
            case "manual" -> Fence.MANUAL;
            case "read-only" -> Fence.READ_ONLY;
            default -> throw new Misunderstood("fence is manual or read-only");
        };
    }

    /** What becomes of the target: has to be said. */
    TargetFate target() {
        return switch (fields.path("target").asText()) {
            case "keep" -> TargetFate.KEEP;
            case "clean" -> TargetFate.CLEAN;
            default -> throw new Misunderstood("target is keep or clean, and has to be given");
        };
    }

    /** The databases it is about; empty for all. */
    List<String> databases() {
        JsonNode node = fields.path("databases");
        if (node.isMissingNode()) {
            return List.of();
        }
        if (!node.isArray() || node.valueStream().anyMatch(name -> !name.isTextual())) {
            throw new Misunderstood("databases is a list of names");
        }
        return node.valueStream().map(JsonNode::asText).toList();
    }

    /** Until when it is worth doing; empty for ever. */
    String expiresAt() {
        String text = fields.path("expiresAt").asText("");
        try {
            return text.isEmpty() ? "" : Instant.parse(text).toString();
        } catch (DateTimeParseException _) {
            throw new Misunderstood("expiresAt is a time like 2026-11-20T10:15:00Z");
        }
    }

    /** The table it is about: {@code {"schema", "name"}} or {@code "schema.name"}. */
    TableName table() {
        JsonNode node = fields.path("table");
        String schema = node.path("schema").asText("");
        String name = node.path("name").asText("");
        if (node.isTextual()) {
            int dot = node.asText().indexOf('.');
            schema = dot < 0 ? "public" : node.asText().substring(0, dot);
            name = node.asText().substring(dot + 1);
        }
        if (schema.isEmpty() || name.isEmpty()) {
            throw new Misunderstood("table is schema.name, and has to be given");
        }
        return new TableName(schema, name);
    }

    /** The database of the table; empty where there is only one. */
    String database() {
        return fields.path("database").asText("");
    }

    /** Why; has to be said. */
    String reason() {
        String reason = fields.path("reason").asText("");
        if (reason.isBlank()) {
            throw new Misunderstood("reason has to be given: it stands in the report");
        }
        return reason;
    }
}
