package dev.dunlin.app.follow;

import dev.dunlin.app.ExitCode;
import dev.dunlin.app.Surroundings;
import dev.dunlin.app.run.Interruption;
import dev.dunlin.app.show.LiveDisplay;
import dev.dunlin.app.show.RunView;
import dev.dunlin.app.show.Style;
import dev.dunlin.app.show.Terminal;
import dev.dunlin.coordinator.rest.MigrationView;
import dev.dunlin.protocol.MigrationName;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;

/** One command's talk with the process that runs a migration, and its own words to the user. */
final class Session implements AutoCloseable {

    private final Surroundings surroundings;
    private final RunningMigration running;
    private final MigrationCalls calls;
    private final Terminal terminal;

    private Session(Surroundings surroundings, RunningMigration running) {
        this.surroundings = surroundings;
        this.running = running;
        this.calls = new MigrationCalls(running.server());
        this.terminal = surroundings.terminal().get();
    }

    /** What a command does with the process. */
    @FunctionalInterface
    interface Talk {
        ExitCode with(Session session) throws IOException, InterruptedException;
    }

    /** Finds the process, talks, and turns what goes wrong into words and a code. */
    static int hold(
            Surroundings surroundings, MigrationChoice choice, MigrationName name, Talk talk)
            throws InterruptedException {
        try {
            RunningMigration running =
                    RunningMigration.find(name, choice.workDirectory, surroundings);
            try (Session session = new Session(surroundings, running)) {
                return session.talk(talk).number();
            }
        } catch (FollowEnded e) {
            e.lines().forEach(surroundings.err()::println);
            return e.exitCode().number();
        }
    }

    private ExitCode talk(Talk talk) throws InterruptedException {
        try {
            return talk.with(this);
        } catch (MigrationCalls.Refused e) {
            say("refused " + e.problem().code() + ": " + e.problem().detail());
            return e.problem().status() == 504 ? ExitCode.UNREACHABLE : ExitCode.REFUSED;
        } catch (IOException _) {
            throw RunningMigration.absent(running.name(), running.directory());
        }
    }

    MigrationCalls calls() {
        return calls;
    }

    RunningMigration running() {
        return running;
    }

    Surroundings surroundings() {
        return surroundings;
    }

    void say(String line) {
        terminal.write(line + "\n");
    }

    void print(List<String> lines) {
        lines.forEach(surroundings.out()::println);
    }

    /** Shows the migration until something has happened; Ctrl-C only ends the showing. */
    Watch.End watch(String detached, Predicate<MigrationView> wanted) throws InterruptedException {
        Instant now = surroundings.clock().instant();
        RunView view = new RunView(surroundings.clock(), now, running.place());
        Style style = Style.of("auto", terminal.interactive(), surroundings.environment());
        try (Interruption interruption = new Interruption();
                LiveDisplay display =
                        new LiveDisplay(view, terminal, style, false, surroundings.clock());
                var _ =
                        interruption.before(
                                () -> {
                                    display.stop();
                                    say(detached);
                                })) {
            display.start();
            return new Watch(running, calls, view, now).until(wanted);
        }
    }

    @Override
    public void close() {
        calls.close();
    }
}
