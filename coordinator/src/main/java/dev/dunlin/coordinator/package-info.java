/** Decides: migration and table state machines as a Kafka Streams topology. */
@NullMarked
package dev.dunlin.coordinator;

import org.jspecify.annotations.NullMarked;
