package dev.dunlin.app.follow;

import dev.dunlin.app.ExitCode;
import dev.dunlin.app.show.RunView;
import dev.dunlin.coordinator.rest.MigrationView;
import dev.dunlin.protocol.MigrationState;
import dev.dunlin.protocol.MigrationStatus;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;

/** Looks at a running migration until something has happened, and feeds what shows it. */
final class Watch {

    private static final Duration PERIOD = Duration.ofMillis(500);
    private static final Duration REPORT = Duration.ofSeconds(60);

    private final RunningMigration running;
    private final MigrationCalls calls;
    private final RunView view;
    private final Instant began;

    Watch(RunningMigration running, MigrationCalls calls, RunView view, Instant began) {
        this.running = running;
        this.calls = calls;
        this.view = view;
        this.began = began;
    }

    /** How a watch ended. */
    sealed interface End {

        /** What was waited for is there, or the migration has ended. */
        record Seen(MigrationStatus status) implements End {}

        /** The process ended and left its report. */
        record Reported(PastReport report) implements End {}
    }

    /** Waits for a state of the migration; one in which it has ended will do as well. */
    End until(Predicate<MigrationView> wanted) throws InterruptedException {
        while (true) {
            try {
                MigrationView now = calls.view();
                view.migration(now.status());
                now.readiness().forEach(view::readiness);
                if (wanted.test(now) || now.status().state().ended()) {
                    return new End.Seen(now.status());
                }
            } catch (MigrationCalls.Refused e) {
                // Just started: it does not know its own migration yet.
                view.awaitNews(1);
            } catch (IOException _) {
                return new End.Reported(report());
            }
            Thread.sleep(PERIOD);
        }
    }

    /** The process closes its port before it writes the report. */
    private PastReport report() throws InterruptedException {
        Instant last = Instant.now().plus(REPORT);
        while (Instant.now().isBefore(last)) {
            Optional<PastReport> report =
                    PastReport.read(running.directory())
                            .filter(r -> r.at().isAfter(began.minusSeconds(1)));
            if (report.isPresent()) {
                return report.get();
            }
            boolean gone = ProcessHandle.of(running.server().pid()).isEmpty();
            if (gone) {
                break;
            }
            Thread.sleep(PERIOD);
        }
        throw RunningMigration.absent(running.name(), running.directory());
    }

    /** The state an end stands for, as the report spells it. */
    static String result(End end) {
        return switch (end) {
            case End.Seen(var status) -> status.state().label();
            case End.Reported(var report) -> report.result();
        };
    }

    static ExitCode code(End end, MigrationState wished) {
        return result(end).equals(wished.label()) ? ExitCode.DONE : ExitCode.FAILED;
    }

    /** Why it did not end well, as far as that is known. */
    static String reason(End end) {
        return switch (end) {
            case End.Seen(var status) ->
                    status.failures().isEmpty() ? "" : status.failures().getFirst().message();
            case End.Reported(var report) -> report.reason();
        };
    }
}
