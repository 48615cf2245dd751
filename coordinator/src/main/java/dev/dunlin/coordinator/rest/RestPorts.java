package dev.dunlin.coordinator.rest;

import dev.dunlin.messaging.StatusView;
import dev.dunlin.messaging.TopicSurvey.TopicFacts;
import dev.dunlin.messaging.WorkersView;
import dev.dunlin.protocol.ConnectionFacts;
import dev.dunlin.protocol.DatabaseAddress;
import dev.dunlin.protocol.Failure;
import dev.dunlin.protocol.FailureException;
import dev.dunlin.protocol.FailureKind;
import dev.dunlin.protocol.Side;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * What the paths need: put into the context by {@link RestServer}.
 *
 * @param view what is known at the moment it is asked
 * @param events hears what happens, for those who watch
 * @param guard knows who may come in
 * @param seal encrypts a password of a spec before it travels
 * @param workers which are there now
 * @param tester tests connections through workers
 * @param leftovers finds and drops what migrations left
 * @param topics Dunlin's topics as the brokers have them
 * @param connections servers that have names
 */
public record RestPorts(
        Supplier<StatusView> view,
        CommandDesk desk,
        EventLog events,
        Guard guard,
        UnaryOperator<String> seal,
        Supplier<WorkersView> workers,
        Tester tester,
        LeftoverPort leftovers,
        Supplier<List<TopicFacts>> topics,
        ConnectionPort connections) {

    /** Has a worker of a pool connect; fails with the worker's failure. */
    @FunctionalInterface
    public interface Tester {
        ConnectionFacts test(Side side, String pool, DatabaseAddress address);
    }

    /** For a process that knows no workers but its own. */
    public RestPorts(
            Supplier<StatusView> view,
            CommandDesk desk,
            EventLog events,
            Guard guard,
            UnaryOperator<String> seal) {
        this(
                view,
                desk,
                events,
                guard,
                seal,
                () -> WorkersView.UNKNOWN,
                RestPorts::untested,
                LeftoverPort.NONE,
                RestPorts::unseen,
                ConnectionPort.NONE);
    }

    private static List<TopicFacts> unseen() {
        throw alone("this process runs one migration and looks at no topics");
    }

    private static ConnectionFacts untested(Side side, String pool, DatabaseAddress address) {
        throw alone("this process runs one migration and tests no other connection");
    }

    private static FailureException alone(String message) {
        return FailureException.permanent(
                new Failure(
                        "DUN-RUN-ONE",
                        FailureKind.CONFIGURATION,
                        message,
                        "Start a server with: dunlin serve"));
    }

    /** Without what guards it. */
    @Override
    public String toString() {
        return "RestPorts";
    }
}
