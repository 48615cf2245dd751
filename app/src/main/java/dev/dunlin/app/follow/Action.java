package dev.dunlin.app.follow;

import dev.dunlin.app.ExitCode;
import dev.dunlin.app.Surroundings;
import dev.dunlin.app.ask.Printer;
import dev.dunlin.app.client.Session;
import dev.dunlin.coordinator.rest.MigrationView;
import dev.dunlin.protocol.MigrationName;
import dev.dunlin.protocol.MigrationState;
import dev.dunlin.protocol.Reply;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Asks for one action and, if wanted, stays until it is over.
 *
 * @param verb what the user typed
 * @param path the last part of its path
 * @param reached what ends the waiting beside the end of the migration
 */
record Action(String verb, String path, Predicate<MigrationView> reached) {

    /** An action that is over when the migration has ended or waits for its user. */
    static Action untilRest(String verb, String path) {
        return new Action(verb, path, Watch.Wish::rests);
    }

    /** Carries it out for a command. */
    int run(Surroundings surroundings, ActionOptions options, WaitOptions wait)
            throws InterruptedException {
        MigrationName name = options.choice.name(verb);
        Printer printer = options.output.printer(surroundings);
        boolean waits = wait.wanted(false);
        Optional<Watch.Wish> wish =
                waits
                        ? Optional.of(
                                new Watch.Wish(
                                        reached, -1, wait.atMost(), printer.quiet(), "detached"))
                        : Optional.empty();
        return Session.hold(
                surroundings,
                options.choice.server(),
                name,
                session -> talk(session, name, options.body(), printer, wish));
    }

    private ExitCode talk(
            Session session,
            MigrationName name,
            Map<String, Object> body,
            Printer printer,
            Optional<Watch.Wish> wish)
            throws IOException, InterruptedException {
        long before = session.rest().view(name).status().version();
        Reply reply = session.rest().act(name, path, body);
        if (wish.isEmpty()) {
            return Ending.accepted(printer, name, reply, verb);
        }
        String detached = verb + " goes on: dunlin status " + name + session.place() + " -w";
        Watch.Wish after =
                new Watch.Wish(reached, before, wish.get().atMost(), wish.get().quiet(), detached);
        Watch.End end = Watch.until(session, name, after);
        return Ending.of(session, printer, name, end, MigrationState.SUCCEEDED);
    }
}
