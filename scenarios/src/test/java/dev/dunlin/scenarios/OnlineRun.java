package dev.dunlin.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dunlin.testkit.Await;
import dev.dunlin.testkit.DatabaseDigest;
import dev.dunlin.testkit.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The online migration {@code live} by the command, and the commands one has beside it. */
final class OnlineRun implements AutoCloseable {

    /** Long, because the machine may have a lot to do besides. */
    static final Duration READY = Duration.ofMinutes(10);

    private static final int REFUSED = 4;

    private final Path home;
    private final String source;
    private final String target;
    private @Nullable DunlinProcess process;

    OnlineRun(Path home, TestDatabase source, TestDatabase target) {
        this(home, source.uri(), target.uri());
    }

    OnlineRun(Path home, String source, String target) {
        this.home = home;
        this.source = source;
        this.target = target;
    }

    /** Starts the command; another time, the same command. */
    DunlinProcess start(String... more) throws IOException {
        Path work = Files.createDirectories(home.resolve("work"));
        List<String> arguments =
                DunlinProcess.run(source, target, work, "--name", "live", "--mode", "online");
        arguments.addAll(List.of(more));
        close();
        DunlinProcess started = DunlinProcess.start(home, arguments);
        process = started;
        return started;
    }

    /** Another command for the migration. */
    DunlinProcess command(String... command) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(command));
        arguments.add(1, "live");
        arguments.addAll(List.of("--work-dir", home.resolve("work").toString()));
        return DunlinProcess.start(home, arguments);
    }

    /** What {@code dunlin status -o json} says. */
    JsonNode status() {
        try (DunlinProcess status = command("status", "-o", "json")) {
            assertThat(status.await()).as(status.errors()).isZero();
            return new ObjectMapper().readTree(status.output());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError("no status", e);
        }
    }

    DunlinProcess process() {
        if (process == null) {
            throw new IllegalStateException("nothing was started");
        }
        return process;
    }

    void awaitReady() throws InterruptedException {
        assertThat(becomesReady()).as(process().errors()).isTrue();
    }

    /**
     * Whether it becomes ready; if not, a cutover that was begun before has gone on and switched.
     */
    boolean becomesReady() throws InterruptedException {
        DunlinProcess dunlin = process();
        Await.until(
                "the migration is ready",
                READY,
                () -> dunlin.errors().contains("dunlin cutover live") || !dunlin.isAlive());
        if (dunlin.isAlive()) {
            return true;
        }
        assertThat(dunlin.await()).as(dunlin.errors()).isZero();
        return false;
    }

    /** Asks until it is taken: under load the lag may be above the limit at times. */
    void cutOver(String... options) {
        List<String> command = new ArrayList<>(List.of("cutover"));
        command.addAll(List.of(options));
        Await.until(
                "the cutover is taken and switches",
                READY,
                () -> {
                    if (!process().isAlive()) {
                        return true;
                    }
                    try (DunlinProcess cutover = command(command.toArray(String[]::new))) {
                        int exit = cutover.await();
                        String said = cutover.output() + cutover.errors();
                        if (exit != 0 && exit != REFUSED) {
                            throw new IllegalStateException("exit code " + exit + ": " + said);
                        }
                        return exit == 0;
                    }
                });
    }

    /** Switches and waits for the end. */
    void succeed(String... options) throws InterruptedException {
        cutOver(options);
        assertThat(process().await()).as(process().errors()).isZero();
        assertThat(process().output()).contains("Succeeded");
    }

    /** The same rows, and nothing of Dunlin's on either side. */
    static void assertEqual(TestDatabase source, TestDatabase target) {
        DatabaseDigest there = DatabaseDigest.of(target).withoutSequences();
        assertThat(DatabaseDigest.of(source).withoutSequences().diff(there)).isEmpty();
        assertNothingOn(source);
        assertNothingOn(target);
    }

    /** No slot, publication, schema or session. */
    static void assertNothingOn(TestDatabase side) {
        assertThat(ScenarioIT.leftOn(side)).isEmpty();
        assertThat(side.column("SELECT pubname FROM pg_publication")).isEmpty();
        assertThat(side.column("SELECT nspname FROM pg_namespace WHERE nspname ~ 'dunlin'"))
                .isEmpty();
    }

    @Override
    public void close() {
        if (process != null) {
            process.close();
        }
    }
}
