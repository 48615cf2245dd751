package dev.dunlin.app.client;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Server-sent events, one after the other. */
public final class EventStream implements AutoCloseable {

    private final BufferedReader lines;

    EventStream(InputStream body) {
        this.lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
    }

    /**
     * One event.
     *
     * @param kind what it tells of
     * @param id empty for what has no place in an order
     */
    public record Told(String kind, String id, String data) {}

    /** Waits for the next event; empty when the server ended the stream. */
    public Optional<Told> next() throws IOException {
        String kind = "message";
        String id = "";
        StringBuilder data = new StringBuilder();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            int colon = line.indexOf(':');
            String field = colon < 0 ? line : line.substring(0, colon);
            String value = colon < 0 ? "" : line.substring(colon + 1).replaceFirst("^ ", "");
            switch (field) {
                case "event" -> kind = value;
                case "id" -> id = value;
                case "data" -> data.append(data.isEmpty() ? "" : "\n").append(value);
                default -> {
                    // A comment keeps the connection open; other fields mean nothing to us.
                }
            }
            if (line.isEmpty() && !data.isEmpty()) {
                return Optional.of(new Told(kind, id, data.toString()));
            }
        }
        return Optional.empty();
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
