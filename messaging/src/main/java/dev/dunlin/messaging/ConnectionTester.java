package dev.dunlin.messaging;

import dev.dunlin.protocol.ConnectionFacts;
import dev.dunlin.protocol.DatabaseAddress;
import dev.dunlin.protocol.FailureException;
import dev.dunlin.protocol.MigrationName;
import dev.dunlin.protocol.Report;
import dev.dunlin.protocol.Side;
import dev.dunlin.protocol.SourceTask;
import dev.dunlin.protocol.TargetTask;
import dev.dunlin.protocol.Task;
import java.time.Duration;
import java.util.Optional;

/**
 * Has a worker of a pool connect to a server and say what it found: only workers can tell whether
 * they reach it.
 */
public record ConnectionTester(Questions questions) {

    /**
     * What a worker of the pool found at the address.
     *
     * @throws FailureException with the worker's failure, or as {@link Questions#ask} says
     */
    public ConnectionFacts test(Side side, String pool, DatabaseAddress address, Duration timeout) {
        return questions.ask(
                new Questions.Question<>(
                        pool,
                        name -> task(side, name, address),
                        address.toString(),
                        ConnectionTester::answer,
                        timeout));
    }

    private static Task task(Side side, MigrationName name, DatabaseAddress address) {
        return side == Side.SOURCE
                ? new SourceTask.TestSource(name, address)
                : new TargetTask.TestTarget(name, address);
    }

    private static Optional<ConnectionFacts> answer(Report report) {
        if (!(report instanceof Report.ConnectionTested tested)) {
            return Optional.empty();
        }
        if (!tested.failures().isEmpty()) {
            throw FailureException.permanent(tested.failures().getFirst());
        }
        return Optional.of(tested.facts());
    }
}
