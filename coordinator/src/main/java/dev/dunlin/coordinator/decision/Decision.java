package dev.dunlin.coordinator.decision;

import dev.dunlin.coordinator.migration.Fact;
import dev.dunlin.protocol.Reply;
import dev.dunlin.protocol.Task;
import java.util.List;

/** What follows from a message. The driver applies the facts and sends the rest. */
public record Decision(
        Verdict verdict,
        List<Fact> facts,
        List<Task> tasks,
        List<JobChange> jobs,
        List<Reply> replies) {}
