package dev.dunlin.coordinator.whole;

import dev.dunlin.coordinator.decision.Verdict;
import dev.dunlin.protocol.Command;
import dev.dunlin.protocol.Reply;
import java.util.List;

/**
 * What follows from a message about a whole. The driver applies the facts and sends the rest.
 *
 * @param handed commands to parts
 */
public record WholeDecision(
        Verdict verdict, List<WholeFact> facts, List<Command> handed, List<Reply> replies) {}
