package dev.dunlin.app.run;

import dev.dunlin.app.show.RunView;
import dev.dunlin.messaging.BothListeners;
import dev.dunlin.messaging.CommandClient;
import dev.dunlin.messaging.KafkaCluster;
import dev.dunlin.messaging.StatusFollower;
import dev.dunlin.messaging.StatusListener;
import dev.dunlin.messaging.StatusScope;
import dev.dunlin.messaging.StatusView;
import dev.dunlin.protocol.Command;
import dev.dunlin.protocol.FailureException;
import dev.dunlin.protocol.MigrationSpec;
import dev.dunlin.protocol.MigrationState;
import dev.dunlin.protocol.MigrationStatus;
import dev.dunlin.protocol.Reply;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** What is said between this run and the coordinator: one command, then listening until the end. */
final class Conversation implements AutoCloseable {

    private static final Duration CATCH_UP = Duration.ofSeconds(30);
    private static final Duration REPLY = Duration.ofSeconds(60);
    private static final long LOOK_MILLIS = 500;

    private final MigrationSpec spec;
    private final RunView view;
    private final StatusFollower follower;
    private final CommandClient client;

    /**
     * One that has not begun.
     *
     * @param events hears what the view hears, for those who look at the console
     */
    Conversation(KafkaCluster cluster, MigrationSpec spec, RunView view, StatusListener events) {
        this.spec = spec;
        this.view = view;
        this.follower =
                new StatusFollower(
                        cluster, StatusScope.of(spec.name()), new BothListeners(view, events));
        this.client = new CommandClient(cluster);
    }

    /** Starts listening; the topics must be there. */
    void listen() {
        follower.start();
    }

    /** What is known of the migration from earlier runs. */
    Optional<MigrationStatus> past() throws InterruptedException {
        if (!follower.awaitCaughtUp(CATCH_UP)) {
            throw RunEnded.unreachable(
                    "DUN-KAFKA-STATUS",
                    "the state of earlier runs could not be read in " + CATCH_UP.toSeconds() + " s",
                    "Check the Kafka cluster, then run the same command again.");
        }
        return follower.latest().migration(spec.name());
    }

    /** Whether an earlier run left something to take up again. */
    static boolean resumable(MigrationStatus past) {
        return !past.state().ended() || past.state() == MigrationState.FAILED;
    }

    /** Asks the coordinator to begin or to go on. */
    void ask(boolean resume) {
        String id = UUID.randomUUID().toString();
        String by = System.getProperty("user.name", "somebody") + " (run)";
        Command command =
                resume
                        ? new Command.ResumeMigration(
                                spec.name(), id, spec.source(), spec.target(), List.of(), "", by)
                        : new Command.StartMigration(id, spec, "", by);
        try {
            Reply reply = client.ask(command, REPLY);
            if (reply.status() == Reply.Status.REJECTED) {
                throw RunEnded.refused(
                        "DUN-RUN-REJECTED",
                        "the coordinator refused: " + reply.message(),
                        "Choose another --name, or look at the migration that has this one.");
            }
        } catch (FailureException e) {
            throw RunEnded.with(e.failure());
        }
    }

    /** What is known now, for whoever asks. */
    StatusView latest() {
        return follower.latest();
    }

    /**
     * Waits until the migration ended.
     *
     * @param after version of the state before our command: an older end does not count
     * @param broken why a part of this process stopped, if one did
     */
    MigrationStatus awaitEnd(long after, Supplier<Optional<Throwable>> broken)
            throws InterruptedException {
        while (true) {
            Optional<MigrationStatus> ended =
                    view.status().filter(s -> s.version() > after && s.state().ended());
            if (ended.isPresent()) {
                return ended.get();
            }
            Optional<Throwable> cause = broken.get();
            if (cause.isPresent()) {
                throw RunEnded.broken(
                        "DUN-RUN-STOPPED",
                        "a part of this process stopped: " + Causes.shortest(cause.get()),
                        "Remove the cause (see the log), then run the same command again.");
            }
            view.awaitNews(LOOK_MILLIS);
        }
    }

    @Override
    public void close() {
        follower.close();
        client.close();
    }
}
