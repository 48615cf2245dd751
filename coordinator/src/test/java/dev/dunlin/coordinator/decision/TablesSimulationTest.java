package dev.dunlin.coordinator.decision;

import static dev.dunlin.protocol.Reply.Status.ACCEPTED;
import static dev.dunlin.protocol.Reply.Status.FAILED;
import static dev.dunlin.protocol.Reply.Status.REJECTED;
import static dev.dunlin.protocol.Reply.Status.SUCCEEDED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dunlin.coordinator.migration.Chunk;
import dev.dunlin.coordinator.migration.Comparison;
import dev.dunlin.coordinator.migration.Database;
import dev.dunlin.protocol.ChunkId;
import dev.dunlin.protocol.Command;
import dev.dunlin.protocol.ComparisonStatus.Outcome;
import dev.dunlin.protocol.DatabasePhase;
import dev.dunlin.protocol.Failure;
import dev.dunlin.protocol.FailureKind;
import dev.dunlin.protocol.MigrationState;
import dev.dunlin.protocol.OnlineSettings.CutoverTerms;
import dev.dunlin.protocol.OnlineSettings.Fence;
import dev.dunlin.protocol.OnlineSettings.Trigger;
import dev.dunlin.protocol.Report;
import dev.dunlin.protocol.TableName;
import dev.dunlin.protocol.TargetTask;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Comparing, reloading and leaving out at any moment, under writes, faults and crashes. */
final class TablesSimulationTest {

    private static final List<Integer> TABLES = List.of(9, 5, 3, 1, 0, 1, 1);
    private static final CutoverTerms TERMS = new CutoverTerms(10, Fence.READ_ONLY, 600);

    private static final AtomicInteger asked = new AtomicInteger();

    @ParameterizedTest
    @ValueSource(ints = {0, 500})
    void online_whatever_is_asked_the_end_is_equal_and_no_comparison_raises_an_alarm(int first) {
        int equal = 0;
        int reloads = 0;
        for (int seed = first; seed < first + 15; seed++) {
            Random random = new Random(seed);
            Simulation simulation =
                    OnlineSimulationTest.online(seed, new History(), Trigger.WAIT, TERMS);
            int skips = 0;
            for (int i = 0; i < 12; i++) {
                run(simulation, random.nextInt(250));
                switch (random.nextInt(6)) {
                    case 0 -> simulation.crash();
                    case 1 -> {
                        String id = reload(simulation, random.nextInt(TABLES.size()));
                        reloads += simulation.replies().of(id).contains(ACCEPTED) ? 1 : 0;
                    }
                    case 2 -> {
                        if (skips++ < 2) {
                            skip(simulation, random.nextInt(TABLES.size()));
                        }
                    }
                    default -> verify(simulation);
                }
                Comparison comparison = database(simulation).comparison();
                assertThat(comparison.differences()).as("seed %s", seed).isEmpty();
                equal += ended(comparison) && comparison.outcome() == Outcome.EQUAL ? 1 : 0;
            }
            askUntilTaken(simulation, seed);
            assertThat(simulation.finish())
                    .as("seed %s: %s", seed, simulation.standing())
                    .isEqualTo(MigrationState.SUCCEEDED);
            simulation.replies().assertSettled();
        }
        assertThat(equal).isGreaterThan(5);
        assertThat(reloads).isGreaterThan(3);
    }

    private static boolean ended(Comparison comparison) {
        return comparison.stage() == Comparison.Stage.ENDED;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 500})
    void offline_whatever_is_asked_the_end_is_one_snapshot(int first) {
        int reloads = 0;
        for (int seed = first; seed < first + 15; seed++) {
            Random random = new Random(seed);
            Simulation simulation = new Simulation(seed, new History(), TABLES);
            simulation.start();
            for (int i = 0; i < 8; i++) {
                run(simulation, random.nextInt(40));
                switch (random.nextInt(4)) {
                    case 0 -> simulation.crash();
                    case 1 -> skip(simulation, random.nextInt(TABLES.size()));
                    default -> {
                        String id = reload(simulation, random.nextInt(TABLES.size()));
                        reloads += simulation.replies().of(id).contains(ACCEPTED) ? 1 : 0;
                    }
                }
            }
            assertThat(simulation.finish())
                    .as("seed %s: %s", seed, simulation.standing())
                    .isEqualTo(MigrationState.SUCCEEDED);
            simulation.replies().assertSettled();
        }
        assertThat(reloads).isGreaterThan(5);
    }

    @Test
    void a_difference_is_found_while_it_streams_and_reloading_the_table_mends_it() {
        Simulation simulation = OnlineSimulationTest.online(3, new History(), Trigger.WAIT, TERMS);
        awaitStreaming(simulation);
        simulation.target().spoil(FakeSource.id(1, 2));

        String found = compare(simulation);

        assertThat(simulation.replies().of(found)).containsExactly(ACCEPTED, FAILED);
        assertThat(database(simulation).comparison().differences())
                .singleElement()
                .asString()
                .contains("\"public\".\"t1\"")
                .contains("key 1 differs");
        assertThat(simulation.migration().state())
                .isEqualTo(MigrationState.WAITING_FOR_USER_ACTION);
        assertThat(simulation.migration().outcome().differences()).isEmpty();

        String reload = reload(simulation, 1);
        assertThat(database(simulation).phase()).isEqualTo(DatabasePhase.COPY);
        awaitStreaming(simulation);
        assertThat(simulation.replies().of(reload)).containsExactly(ACCEPTED, SUCCEEDED);
        String again = compare(simulation);
        assertThat(simulation.replies().of(again)).containsExactly(ACCEPTED, SUCCEEDED);
        askUntilTaken(simulation, 3);
        assertThat(simulation.finish()).isEqualTo(MigrationState.SUCCEEDED);
    }

    @Test
    void a_table_that_fails_is_left_out_and_the_rest_is_not_copied_again() {
        Simulation simulation = new Simulation(8, new History(), TABLES);
        simulation.start();
        ChunkId bad = underWay(simulation, 2);
        simulation.tell(
                new Report.ChunkFailed(
                        FakeSource.NAME,
                        bad,
                        0,
                        new Failure("DUN-TGT-22P02", FailureKind.TARGET, "bad", "mend")));
        boolean failed = simulation.migration().state() == MigrationState.FAILED;
        assertThat(failed).as(simulation.standing()).isTrue();
        simulation.drainMail();
        int loaded = database(simulation).totals().chunksLoaded();

        String skip = skip(simulation, 2);
        simulation.resume();

        assertThat(simulation.replies().of(skip)).containsExactly(ACCEPTED, SUCCEEDED);
        assertThat(simulation.finish()).isEqualTo(MigrationState.SUCCEEDED);
        assertThat(simulation.draft().world().table(bad.table()).skip()).isNotNull();
        assertThat(simulation.target().rows().keySet()).noneMatch(c -> c.table().number() == 2);
        assertThat(simulation.target().leftOut()).hasSize(1);
        assertThat(database(simulation).totals().chunksKept()).isGreaterThanOrEqualTo(loaded - 3);
        assertThat(simulation.replies().of(skip(simulation, 3))).containsExactly(REJECTED);
    }

    @Test
    void what_succeeded_is_compared_as_it_stands_and_stays_succeeded() {
        Simulation simulation = new Simulation(9, new History(), TABLES);
        simulation.start();
        simulation.finish();

        assertThat(simulation.replies().of(compare(simulation)))
                .containsExactly(ACCEPTED, SUCCEEDED);
        assertThat(database(simulation).comparison().tables()).isEqualTo(6);
        simulation.source().write(FakeSource.id(0, 3));
        assertThat(simulation.replies().of(compare(simulation))).containsExactly(ACCEPTED, FAILED);

        assertThat(database(simulation).comparison().outcome()).isEqualTo(Outcome.DIFFERENT);
        assertThat(simulation.migration().state()).isEqualTo(MigrationState.SUCCEEDED);
        assertThat(simulation.migration().outcome().failures()).isEmpty();
    }

    @Test
    void a_comparison_that_a_worker_cannot_do_ends_and_nothing_else() {
        Simulation simulation = OnlineSimulationTest.online(5, new History(), Trigger.WAIT, TERMS);
        awaitStreaming(simulation);
        String id = verify(simulation);
        for (int i = 0; i < 20_000 && database(simulation).comparison().active(); i++) {
            failDigests(simulation);
            simulation.step();
        }
        assertThat(simulation.replies().of(id)).containsExactly(ACCEPTED, FAILED);
        assertThat(database(simulation).comparison().outcome()).isEqualTo(Outcome.ENDED);
        assertThat(simulation.migration().state().ended()).isFalse();
    }

    /** Goes on until a chunk of the table was issued and is not loaded. */
    private static ChunkId underWay(Simulation simulation, int table) {
        for (int i = 0; i < 20_000; i++) {
            for (int chunk = 0; chunk < TABLES.get(table); chunk++) {
                ChunkId id = FakeSource.id(table, chunk);
                Chunk found = simulation.draft().world().findChunk(id);
                if (found != null && !found.loaded()) {
                    return id;
                }
            }
            simulation.step();
        }
        throw new AssertionError(simulation.standing());
    }

    private static String verify(Simulation simulation) {
        String id = next();
        simulation.ask(new Command.VerifyMigration(FakeSource.NAME, id));
        return id;
    }

    private static String reload(Simulation simulation, int table) {
        String id = next();
        simulation.ask(new Command.ReloadTable(FakeSource.NAME, id, name(table), ""));
        return id;
    }

    private static String skip(Simulation simulation, int table) {
        String id = next();
        simulation.ask(
                new Command.SkipTable(
                        FakeSource.NAME, id, name(table), FakeSource.DATABASE, "old", "", "ann"));
        return id;
    }

    private static String next() {
        return "t" + asked.incrementAndGet();
    }

    private static TableName name(int table) {
        return new TableName("public", "t" + table);
    }

    private static void failDigests(Simulation simulation) {
        for (Object some : List.copyOf(simulation.mail())) {
            if (some instanceof TargetTask.DigestTarget digest) {
                simulation.mail().remove(some);
                simulation.tell(
                        new Report.TaskFailed(
                                FakeSource.NAME,
                                digest,
                                new Failure("DUN-X", FailureKind.TARGET, "no", "a")));
            }
        }
    }

    /** Histories in which tables are copied again, left out and compared, for the documentation. */
    static void explore(History history) {
        for (int seed = 0; seed < 12; seed++) {
            Random random = new Random(seed);
            Simulation simulation = OnlineSimulationTest.online(seed, history, Trigger.WAIT, TERMS);
            awaitStreaming(simulation);
            compare(simulation);
            reload(simulation, 1);
            run(simulation, random.nextInt(60));
            skip(simulation, 3);
            awaitStreaming(simulation);
            askUntilTaken(simulation, seed);
            simulation.finish();
        }
        for (int seed = 0; seed < 30; seed++) {
            Random random = new Random(seed);
            Simulation simulation = new Simulation(seed, history, List.of(4, 2, 1, 0));
            simulation.start();
            run(simulation, 25 + random.nextInt(60));
            skip(simulation, random.nextInt(3));
            reload(simulation, random.nextInt(2));
            simulation.finish();
            compare(simulation);
        }
    }

    private static String compare(Simulation simulation) {
        String id = verify(simulation);
        for (int i = 0; i < 20_000 && database(simulation).comparison().active(); i++) {
            simulation.step();
        }
        return id;
    }

    private static Database database(Simulation simulation) {
        return simulation.migration().database(FakeSource.DATABASE);
    }

    private static void awaitStreaming(Simulation simulation) {
        for (int i = 0; i < 20_000; i++) {
            simulation.step();
            if (simulation.migration().state() == MigrationState.WAITING_FOR_USER_ACTION) {
                return;
            }
        }
        throw new AssertionError(simulation.standing());
    }

    private static void askUntilTaken(Simulation simulation, int seed) {
        for (int i = 0; i < 2_000 && !simulation.migration().closing().underWay(); i++) {
            run(simulation, 20);
            simulation.cutOver(TERMS);
        }
        assertThat(simulation.migration().closing().underWay())
                .as("seed %s: %s", seed, simulation.standing())
                .isTrue();
    }

    private static void run(Simulation simulation, int steps) {
        for (int i = 0; i < steps && !simulation.migration().state().ended(); i++) {
            simulation.faultyStep();
        }
    }
}
