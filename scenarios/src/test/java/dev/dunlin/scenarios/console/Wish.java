package dev.dunlin.scenarios.console;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dunlin.testkit.TestDatabase;

/** The spec of a migration between two databases, as a client sends it. */
final class Wish {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ObjectNode spec = JSON.createObjectNode();

    /** An offline migration of one database. */
    Wish(String name, TestDatabase source, TestDatabase target) {
        spec.put("apiVersion", "dunlin/v1").put("kind", "Migration").put("name", name);
        spec.put("mode", "offline");
        spec.putObject("source").put("uri", source.uri());
        spec.putObject("target").put("uri", target.uri());
        spec.putObject("settings").put("parallelism", 2);
    }

    /** The same, following its source. */
    Wish online() {
        spec.put("mode", "online");
        return this;
    }

    /** The same, with a cutover that waits for a word from outside before it does anything. */
    Wish gated() {
        ObjectNode online = spec.putObject("online");
        online.putArray("gates").add("before-cutover");
        return online();
    }

    /** Begins it. */
    void begin(ConsoleServer server) {
        server.post("/api/v1/migrations", spec.toString());
    }
}
