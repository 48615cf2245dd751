package dev.dunlin.app.follow;

import dev.dunlin.app.ExitCode;
import dev.dunlin.app.client.PastReport;
import dev.dunlin.app.client.Refused;
import dev.dunlin.app.client.Session;
import dev.dunlin.app.run.Interruption;
import dev.dunlin.app.run.Outcomes;
import dev.dunlin.app.show.LiveDisplay;
import dev.dunlin.app.show.RunView;
import dev.dunlin.app.show.Style;
import dev.dunlin.coordinator.rest.MigrationView;
import dev.dunlin.protocol.Failure;
import dev.dunlin.protocol.MigrationName;
import dev.dunlin.protocol.MigrationState;
import dev.dunlin.protocol.MigrationStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;

/** Looks at a migration until something has happened, and shows it meanwhile. */
final class Watch {

    private static final Duration PERIOD = Duration.ofMillis(500);
    private static final Duration REPORT = Duration.ofSeconds(60);
    private static final Duration SILENCE = Duration.ofSeconds(60);
    private static final Duration UNKNOWN = Duration.ofSeconds(30);

    private final Session session;
    private final MigrationName name;
    private final RunView view;
    private final Instant began = Instant.now();
    private Instant heard = began;

    private Watch(Session session, MigrationName name) {
        this.session = session;
        this.name = name;
        this.view =
                new RunView(
                        session.surroundings().clock(),
                        session.surroundings().clock().instant(),
                        session.place());
    }

    /**
     * What is waited for.
     *
     * @param since a version of the migration: an end it had come to by then is not the end
     * @param detached what to say when Ctrl-C ends the watching
     */
    record Wish(
            Predicate<MigrationView> reached,
            long since,
            Optional<Duration> atMost,
            boolean quiet,
            String detached) {

        /** The migration has ended, or does nothing more before its user acts. */
        static boolean rests(MigrationView view) {
            MigrationStatus status = view.status();
            return status.state() == MigrationState.WAITING_FOR_USER_ACTION
                    && !status.cutover().underWay();
        }
    }

    /** How a watch ended. */
    sealed interface End {

        /** What was waited for is there, or the migration has ended. */
        record Seen(MigrationStatus status) implements End {}

        /** The process ended and left its report. */
        record Reported(PastReport report) implements End {}

        /** The time ran out; the migration goes on. */
        record TooLong(Duration waited) implements End {}
    }

    /** Shows the migration until something has happened; Ctrl-C only ends the showing. */
    static End until(Session session, MigrationName name, Wish wish) throws InterruptedException {
        Watch watch = new Watch(session, name);
        Style style =
                Style.of(
                        "auto",
                        session.terminal().interactive(),
                        session.surroundings().environment());
        try (Interruption interruption = new Interruption();
                LiveDisplay display =
                        new LiveDisplay(
                                watch.view,
                                session.terminal(),
                                style,
                                wish.quiet(),
                                session.surroundings().clock());
                var _ =
                        interruption.before(
                                () -> {
                                    display.stop();
                                    session.say(wish.detached());
                                })) {
            display.start();
            return watch.until(wish);
        }
    }

    private End until(Wish wish) throws InterruptedException {
        while (true) {
            try {
                MigrationView now = session.rest().view(name);
                heard = Instant.now();
                view.migration(now.status());
                now.readiness().forEach(view::readiness);
                boolean news = now.status().version() > wish.since();
                if (news && (wish.reached().test(now) || now.status().state().ended())) {
                    return new End.Seen(now.status());
                }
            } catch (Refused e) {
                // Just asked for: its server may not know it yet.
                if (!e.notFound() || longer(began, UNKNOWN)) {
                    throw e;
                }
            } catch (IOException e) {
                Optional<Path> run = session.rest().server().run();
                if (run.isPresent()) {
                    return new End.Reported(report(run.get()));
                }
                if (longer(heard, SILENCE)) {
                    throw session.silent(e);
                }
            }
            if (wish.atMost().isPresent() && longer(began, wish.atMost().get())) {
                return new End.TooLong(wish.atMost().get());
            }
            Thread.sleep(PERIOD);
        }
    }

    private static boolean longer(Instant since, Duration limit) {
        return Duration.between(since, Instant.now()).compareTo(limit) > 0;
    }

    /** The process of a run closes its port before it writes the report. */
    private PastReport report(Path run) throws InterruptedException {
        Instant last = Instant.now().plus(REPORT);
        while (Instant.now().isBefore(last)) {
            Optional<PastReport> report =
                    PastReport.read(run).filter(r -> r.at().isAfter(began.minusSeconds(1)));
            if (report.isPresent()) {
                return report.get();
            }
            if (session.rest().server().gone()) {
                break;
            }
            Thread.sleep(PERIOD);
        }
        throw session.absent(run);
    }

    /** The state an end stands for, as the report spells it. */
    static String result(End end) {
        return switch (end) {
            case End.Seen(var status) -> status.state().label();
            case End.Reported(var report) -> report.result();
            case End.TooLong _ -> "not over yet";
        };
    }

    /** The exit code of who wished for a state, or for one in which it is up to the user. */
    static ExitCode code(End end, MigrationState wished) {
        return switch (end) {
            case End.Seen(var status) ->
                    status.state() == wished || !status.state().ended()
                            ? ExitCode.DONE
                            : failed(status);
            case End.Reported(var report) ->
                    report.result().equals(wished.label()) ? ExitCode.DONE : ExitCode.FAILED;
            case End.TooLong _ -> ExitCode.GOES_ON;
        };
    }

    private static ExitCode failed(MigrationStatus status) {
        ExitCode code = Outcomes.of(status);
        return code == ExitCode.DONE ? ExitCode.FAILED : code;
    }

    /** Why it did not end well, as far as that is known. */
    static String reason(End end) {
        return switch (end) {
            case End.Seen(var status) ->
                    status.failures().stream().findFirst().map(Failure::message).orElse("");
            case End.Reported(var report) -> report.reason();
            case End.TooLong(var waited) ->
                    "after " + waited.toSeconds() + "s; the migration goes on";
        };
    }
}
