package dev.dunlin.coordinator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dunlin.messaging.UndecodableMessageException;
import dev.dunlin.messaging.Wire;
import dev.dunlin.protocol.Command;
import dev.dunlin.protocol.NamedConnection;
import dev.dunlin.spec.Spec;
import dev.dunlin.spec.SpecException;
import dev.dunlin.spec.SpecReader;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads commands as people and programs write them. Beside the commands of the protocol there is
 * {@code create-migration}, which takes a spec as a file holds it, so that whatever works on the
 * command line works in a message too. One that came without an id is called by its place in the
 * topic, which stays the same however often it is read.
 */
final class CommandReader {

    private static final String CREATE = "create-migration";

    private CommandReader() {}

    /**
     * The command of a message.
     *
     * @param place names where the message stands
     * @param connections those a spec may name
     * @throws UndecodableMessageException when it is none
     * @throws SpecException when it creates a migration from a spec that cannot be obeyed
     */
    static Command read(
            byte[] message, String place, Function<String, Optional<NamedConnection>> connections)
            throws SpecException {
        JsonNode tree = Wire.decode(message, JsonNode.class);
        if (tree instanceof ObjectNode fields && fields.path("id").asText().isEmpty()) {
            fields.put("id", "command-" + place);
        }
        if (tree instanceof ObjectNode fields) {
            fields.put("by", Asker.of(fields.path("by").asText()));
        }
        return tree.path("type").asText().equals(CREATE)
                ? create(tree, connections)
                : Wire.decode(Wire.encode(tree), Command.class);
    }

    /** The id the command of a message has, also when it cannot be obeyed. */
    static String id(byte[] message, String place) {
        String id = Wire.decode(message, JsonNode.class).path("id").asText();
        return id.isEmpty() ? "command-" + place : id;
    }

    private static Command create(
            JsonNode fields, Function<String, Optional<NamedConnection>> connections)
            throws SpecException {
        SpecReader.Given beside =
                new SpecReader.Given(
                        fields.path("migration").asText(),
                        fields.path("mode").asText(),
                        fields.path("option").asText(),
                        fields.path("target").asText(),
                        "default",
                        Map.of(),
                        connections);
        Spec spec = SpecReader.read(fields.path("spec"), beside);
        if (!spec.passwords().isEmpty()) {
            throw SpecException.of(
                    "a password stands in the message: change it, for others may have read it, and"
                            + " say in passwordFrom where the worker finds it");
        }
        return new Command.StartMigration(
                fields.path("id").asText(),
                spec.migration(),
                fields.path("expiresAt").asText(),
                fields.path("by").asText());
    }
}
