package dev.dunlin.coordinator;

import dev.dunlin.messaging.Wire;
import org.jspecify.annotations.Nullable;

/** A message on its way out: the topology's one sink sends it to its topic. */
record Outgoing(String topic, String key, @Nullable Object message) {

    /** Bytes of the message; none for a tombstone. */
    byte @Nullable [] encoded() {
        return message == null ? null : Wire.encode(message);
    }
}
