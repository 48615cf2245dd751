package dev.dunlin.coordinator;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * A message the coordinator could not act on, as it lies in the parked topic.
 *
 * @param value the message's bytes as text, cut when long
 */
record ParkedMessage(String topic, int partition, long offset, String reason, String value) {

    private static final int MOST_CHARACTERS = 10_000;

    static ParkedMessage of(byte @Nullable [] value, @Nullable RecordMetadata from, String reason) {
        String text = value == null ? "" : new String(value, StandardCharsets.UTF_8);
        String cut = text.length() > MOST_CHARACTERS ? text.substring(0, MOST_CHARACTERS) : text;
        return from == null
                ? new ParkedMessage("", -1, -1, reason, cut)
                : new ParkedMessage(from.topic(), from.partition(), from.offset(), reason, cut);
    }
}
