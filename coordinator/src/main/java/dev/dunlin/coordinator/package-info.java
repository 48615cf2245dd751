/**
 * The coordinator as a process: a Kafka Streams topology around the pure core.
 *
 * <p>{@link dev.dunlin.coordinator.CoordinatorService} runs it; {@link
 * dev.dunlin.coordinator.CoordinatorTopology} draws it; {@link
 * dev.dunlin.coordinator.DecisionProcessor} is the only driver: it reads a message, lets {@link
 * dev.dunlin.coordinator.decision.Decider} decide, stores the facts and sends what follows. State,
 * outgoing messages and input offsets commit together. The coordinator connects to no database.
 */
@NullMarked
package dev.dunlin.coordinator;

import org.jspecify.annotations.NullMarked;
