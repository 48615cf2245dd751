package dev.dunlin.coordinator.decision;

import static dev.dunlin.protocol.Reply.Status.ACCEPTED;
import static dev.dunlin.protocol.Reply.Status.REJECTED;
import static dev.dunlin.protocol.Reply.Status.SUCCEEDED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dunlin.protocol.Command;
import dev.dunlin.protocol.Command.TargetFate;
import dev.dunlin.protocol.MigrationState;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Migrations that are paused, and those that are deleted. */
final class PauseTest {

    private static final List<Integer> TABLES = List.of(9, 5, 3, 1, 0, 1, 1);

    @Test
    void a_paused_migration_issues_nothing_and_goes_on_where_it_was() {
        for (int seed = 0; seed < 40; seed++) {
            Random random = new Random(seed);
            Simulation simulation = new Simulation(seed, new History(), TABLES);
            simulation.start();
            int before = random.nextInt(100);
            for (int i = 0; i < before; i++) {
                simulation.step();
            }
            simulation.ask(new Command.PauseMigration(FakeSource.NAME, "pause"));
            simulation.source().loseSnapshots();
            simulation.quiet();
            assertThat(simulation.migration().state()).isEqualTo(MigrationState.IN_PROGRESS);
            assertThat(simulation.replies().of("pause")).containsExactly(ACCEPTED, SUCCEEDED);
            int loaded = simulation.target().rows().size();

            simulation.resume();
            assertThat(simulation.finish()).as("seed %s", seed).isEqualTo(state());
            assertThat(simulation.target().rows()).hasSizeGreaterThanOrEqualTo(loaded);
            simulation.replies().assertSettled();
        }
    }

    @Test
    void a_paused_migration_can_be_given_up() {
        Simulation simulation = new Simulation(5, new History(), TABLES);
        simulation.start();
        for (int i = 0; i < 60; i++) {
            simulation.step();
        }
        simulation.ask(new Command.PauseMigration(FakeSource.NAME, "pause"));
        simulation.cancel(TargetFate.KEEP);
        assertThat(simulation.finish()).isEqualTo(MigrationState.CANCELED);
    }

    @Test
    void only_what_is_over_is_deleted_and_its_name_is_free() {
        Simulation simulation = new Simulation(6, new History(), TABLES);
        simulation.start();
        simulation.ask(new Command.DeleteMigration(FakeSource.NAME, "early"));
        assertThat(simulation.replies().of("early")).containsExactly(REJECTED);
        simulation.finish();

        simulation.ask(new Command.DeleteMigration(FakeSource.NAME, "late"));
        assertThat(simulation.replies().of("late")).containsExactly(ACCEPTED, SUCCEEDED);
        assertThat(simulation.exists()).isFalse();
        simulation.ask(new Command.DeleteMigration(FakeSource.NAME, "late"));
        simulation.ask(new Command.PauseMigration(FakeSource.NAME, "gone"));
        assertThat(simulation.replies().of("gone")).containsExactly(REJECTED);
    }

    private static MigrationState state() {
        return MigrationState.SUCCEEDED;
    }
}
