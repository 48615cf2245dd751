/**
 * What to do when something is heard: a pure function from a migration's state, a message and the
 * time to facts, tasks, jobs and replies.
 *
 * <p>{@link dev.dunlin.coordinator.decision.Decider} is the entry and reads as the story. Every
 * message is accepted, ignored with a reason (late, repeated) or rejected (a bug). After each
 * accepted message {@link dev.dunlin.coordinator.decision.Roadmap} moves every database as far as
 * it can go; nothing else issues work.
 */
@NullMarked
package dev.dunlin.coordinator.decision;

import org.jspecify.annotations.NullMarked;
