package dev.dunlin.app.run;

import dev.dunlin.app.ExitCode;
import java.util.ArrayList;
import java.util.List;

/**
 * What happens when the user or the system ends the process: parts are closed in order, then the
 * process ends with the code of an interruption, whatever is still busy.
 */
public final class Interruption implements AutoCloseable {

    private static final long PATIENCE_MILLIS = 10_000;

    private final List<Runnable> steps = new ArrayList<>();
    private final Thread hook =
            Thread.ofPlatform().name("interruption").unstarted(this::interrupted);

    public Interruption() {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** Something to be done on an interruption, until it is closed. */
    public interface Step extends AutoCloseable {

        @Override
        void close();
    }

    /** Adds what is to be done first. */
    public synchronized Step before(Runnable step) {
        steps.addFirst(step);
        return () -> remove(step);
    }

    private synchronized void remove(Runnable step) {
        steps.remove(step);
    }

    private void interrupted() {
        Thread steady =
                Thread.ofPlatform().daemon().start(() -> copy().forEach(Interruption::runQuietly));
        try {
            steady.join(PATIENCE_MILLIS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(ExitCode.INTERRUPTED.number());
    }

    private synchronized List<Runnable> copy() {
        return List.copyOf(steps);
    }

    private static void runQuietly(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException _) {
            // The process ends anyway; the next step still has its turn.
        }
    }

    /** The work ended by itself. */
    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException _) {
            // The process is ending: the hook runs and halts it.
            await();
        }
    }

    private void await() {
        try {
            hook.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
