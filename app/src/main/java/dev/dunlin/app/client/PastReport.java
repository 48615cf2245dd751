package dev.dunlin.app.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dunlin.messaging.UndecodableMessageException;
import dev.dunlin.messaging.Wire;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * What {@code report.json} says of a run that is over.
 *
 * @param at when it was written
 * @param reason the first failure, empty when there was none
 */
public record PastReport(String result, int exitCode, String reason, Instant at) {

    /** The report in a work directory, empty when there is none. */
    public static Optional<PastReport> read(Path directory) {
        Path file = directory.resolve("report.json");
        try {
            JsonNode report = Wire.decode(Files.readAllBytes(file), JsonNode.class);
            String reason = report.path("failures").path(0).path("message").asText();
            return Optional.of(
                    new PastReport(
                            report.path("result").asText(),
                            report.path("exitCode").asInt(),
                            reason,
                            Files.getLastModifiedTime(file).toInstant()));
        } catch (IOException | UndecodableMessageException _) {
            return Optional.empty();
        }
    }
}
