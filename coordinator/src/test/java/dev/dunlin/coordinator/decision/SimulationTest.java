package dev.dunlin.coordinator.decision;

import static dev.dunlin.protocol.Reply.Status.ACCEPTED;
import static dev.dunlin.protocol.Reply.Status.REJECTED;
import static dev.dunlin.protocol.Reply.Status.SUCCEEDED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dunlin.protocol.ChunkId;
import dev.dunlin.protocol.Command;
import dev.dunlin.protocol.Finding;
import dev.dunlin.protocol.MigrationOption;
import dev.dunlin.protocol.MigrationState;
import dev.dunlin.protocol.Reply;
import dev.dunlin.protocol.Reply.Status;
import dev.dunlin.protocol.Severity;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole migrations under faults, one seed each. */
final class SimulationTest {

    private static final List<Integer> TABLES = List.of(9, 5, 3, 1, 0, 1, 1);

    static final Finding FAILED =
            Finding.warning("DUN-TGT-NOT-EMPTY", "db", "empty", "m", "f").as(Severity.FAILED);

    @Test
    void a_run_without_faults_succeeds() {
        Simulation simulation = new Simulation(1, new History(), TABLES);
        simulation.start();
        assertThat(simulation.finish()).isEqualTo(MigrationState.SUCCEEDED);
        assertThat(simulation.target().rows()).hasSize(20);
        assertThat(simulation.replies().of("c0")).containsExactly(ACCEPTED, SUCCEEDED);
    }

    @Test
    void a_repeated_command_is_answered_as_it_was_and_changes_nothing() {
        Simulation simulation = new Simulation(1, new History(), TABLES);
        Command.StartMigration start =
                new Command.StartMigration(
                        "again", Simulation.spec(MigrationOption.VALIDATE_AND_MIGRATE));
        simulation.ask(start);
        simulation.finish();
        long version = simulation.migration().times().version();
        simulation.ask(start);

        assertThat(simulation.migration().times().version()).isEqualTo(version);
        assertThat(simulation.replies().of("again")).containsExactly(ACCEPTED, SUCCEEDED);
        assertThat(simulation.replies().all())
                .filteredOn(Reply::repeated)
                .extracting(Reply::status)
                .containsExactly(ACCEPTED, SUCCEEDED);
    }

    @Test
    void what_was_refused_stays_refused() {
        Simulation simulation = new Simulation(1, new History(), TABLES);
        Command early = new Command.CancelCutover(FakeSource.NAME, "early");
        simulation.ask(early);
        simulation.start();
        simulation.ask(early);

        assertThat(simulation.replies().of("early")).containsExactly(REJECTED);
        assertThat(simulation.replies().all()).extracting(Reply::repeated).contains(true);
    }

    @ParameterizedTest
    @CsvSource({
        "2025-12-31T23:59:59Z, REJECTED",
        "2026-01-01T00:00:00Z, REJECTED",
        "2026-01-01T00:00:01Z, ACCEPTED",
        "tomorrow, REJECTED",
    })
    void a_command_is_taken_until_it_expires(String expiresAt, Status first) {
        Simulation simulation = new Simulation(1, new History(), TABLES);
        simulation.ask(
                new Command.StartMigration(
                        "late",
                        Simulation.spec(MigrationOption.VALIDATE_AND_MIGRATE),
                        expiresAt,
                        ""));

        assertThat(simulation.replies().of("late")).containsExactly(first);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 500})
    void every_command_gets_one_first_and_one_final_reply(int firstSeed) {
        for (int seed = firstSeed; seed < firstSeed + 20; seed++) {
            Random random = new Random(seed);
            Simulation simulation = new Simulation(seed, new History(), TABLES);
            simulation.start();
            for (int crash = 0; crash < 5; crash++) {
                run(simulation, random.nextInt(60));
                simulation.crash();
            }
            if (random.nextBoolean()) {
                simulation.cancel(Command.TargetFate.KEEP);
            }
            simulation.finish();
            simulation.replies().assertSettled();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 500, 1_000, 1_500})
    void mail_that_is_late_doubled_or_lost_changes_nothing(int firstSeed) {
        for (int seed = firstSeed; seed < firstSeed + 40; seed++) {
            Simulation simulation = new Simulation(seed, new History(), TABLES);
            simulation.start();
            for (int i = 0; i < 150; i++) {
                simulation.faultyStep();
            }
            assertThat(simulation.finish())
                    .as("seed %s: %s", seed, simulation.migration().databases())
                    .isEqualTo(MigrationState.SUCCEEDED);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 500, 1_000, 1_500})
    void crashes_keep_what_is_loaded_and_end_equal(int firstSeed) {
        for (int seed = firstSeed; seed < firstSeed + 40; seed++) {
            Random random = new Random(seed);
            Simulation simulation = new Simulation(seed, new History(), TABLES);
            simulation.start();
            for (int crash = 0; crash < 10; crash++) {
                run(simulation, random.nextInt(60));
                simulation.crash();
            }
            assertThat(simulation.finish()).as("seed %s", seed).isEqualTo(MigrationState.SUCCEEDED);
            assertThat(simulation.migration().resumes()).isBetween(1, 10);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 500, 1_000, 1_500})
    void a_source_that_changed_between_snapshots_is_copied_anew_or_named(int firstSeed) {
        int succeeded = 0;
        for (int seed = firstSeed; seed < firstSeed + 40; seed++) {
            Random random = new Random(seed);
            Simulation simulation = new Simulation(seed, new History(), TABLES);
            simulation.start();
            for (int crash = 0; crash < 4; crash++) {
                run(simulation, random.nextInt(80));
                simulation.source().write(FakeSource.id(random.nextInt(3), 0));
                simulation.crash();
            }
            MigrationState state = simulation.finish();
            if (state == MigrationState.SUCCEEDED) {
                succeeded++;
            } else {
                assertThat(simulation.migration().outcome().failures())
                        .as("seed %s", seed)
                        .allMatch(failure -> failure.code().equals("DUN-SRC-CHANGED"));
            }
        }
        assertThat(succeeded).isGreaterThan(30);
    }

    @Test
    void a_schema_that_changed_between_snapshots_stops_the_migration() {
        Simulation simulation = new Simulation(3, new History(), TABLES);
        simulation.start();
        run(simulation, 40);
        simulation.source().changeSchema();
        simulation.source().write(FakeSource.id(0, 0));
        simulation.crash();
        assertThat(simulation.finish()).isEqualTo(MigrationState.FAILED);
        assertThat(simulation.migration().outcome().failures().getFirst().code())
                .isEqualTo("DUN-SRC-SCHEMA-CHANGED");
    }

    @Test
    void a_row_that_differs_is_named_and_comparing_again_after_repair_succeeds() {
        Simulation simulation = new Simulation(4, new History(), TABLES);
        ChunkId spoiled = FakeSource.id(1, 2);
        simulation.start();
        while (!simulation.target().rows().containsKey(spoiled)) {
            simulation.step();
        }
        simulation.target().spoil(spoiled);
        assertThat(simulation.finish()).isEqualTo(MigrationState.FAILED);
        assertThat(simulation.migration().outcome().failures().getFirst().code())
                .isEqualTo("DUN-VERIFY-DIFFERENT");
        assertThat(simulation.migration().outcome().differences())
                .singleElement()
                .asString()
                .contains("\"public\".\"t1\"")
                .contains("key 1 differs");

        simulation.target().rows().put(spoiled, simulation.source().seen(spoiled));
        simulation.resume();
        assertThat(simulation.finish()).isEqualTo(MigrationState.SUCCEEDED);
    }

    @Test
    void a_failed_validation_touches_nothing_and_is_looked_at_again_on_resume() {
        Simulation simulation = new Simulation(5, new History(), TABLES);
        simulation.target().finds(List.of(FAILED));
        simulation.start();
        assertThat(simulation.finish()).isEqualTo(MigrationState.VALIDATION_FAILED);
        assertThat(simulation.target().rows()).isEmpty();

        simulation.target().finds(List.of());
        simulation.resume();
        assertThat(simulation.finish()).isEqualTo(MigrationState.SUCCEEDED);
    }

    @Test
    void a_name_that_succeeded_is_free_again() {
        Simulation simulation = new Simulation(6, new History(), TABLES);
        simulation.start();
        assertThat(simulation.finish()).isEqualTo(MigrationState.SUCCEEDED);
        simulation.source().loseSnapshots();
        simulation.start();
        assertThat(simulation.migration().state()).isEqualTo(MigrationState.IN_PROGRESS);
        assertThat(simulation.finish()).isEqualTo(MigrationState.SUCCEEDED);
    }

    private static void run(Simulation simulation, int steps) {
        for (int i = 0; i < steps && !simulation.migration().state().ended(); i++) {
            simulation.faultyStep();
        }
    }
}
