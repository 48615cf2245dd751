package dev.dunlin.coordinator.whole;

import static dev.dunlin.protocol.Reply.Status.ACCEPTED;
import static dev.dunlin.protocol.Reply.Status.CANCELED;
import static dev.dunlin.protocol.Reply.Status.FAILED;
import static dev.dunlin.protocol.Reply.Status.REJECTED;
import static dev.dunlin.protocol.Reply.Status.SUCCEEDED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dunlin.protocol.Command;
import dev.dunlin.protocol.Command.TargetFate;
import dev.dunlin.protocol.Failure;
import dev.dunlin.protocol.MigrationMode;
import dev.dunlin.protocol.MigrationOption;
import dev.dunlin.protocol.MigrationState;
import dev.dunlin.protocol.TableName;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Wholes under faults, one seed each. */
final class WholeSimulationTest {

    private static final int SEEDS = 15;

    @ParameterizedTest
    @ValueSource(ints = {0, 1_000})
    void mail_that_is_late_doubled_or_lost_changes_nothing(int first) {
        for (int seed = first; seed < first + SEEDS; seed++) {
            WholeSimulation simulation = new WholeSimulation(seed);
            String id = simulation.start(MigrationMode.OFFLINE);

            assertThat(simulation.settle(true)).as("seed %s", seed).isEqualTo(succeeded());
            assertThat(simulation.replies.of(id)).containsExactly(ACCEPTED, SUCCEEDED);
            assertThat(simulation.parts.values()).allMatch(part -> part.copies == 1);
            assertThat(simulation.mostAtOnce).isBetween(1, 2);
        }
    }

    @Test
    void one_bad_database_keeps_all_from_beginning() {
        for (int seed = 0; seed < SEEDS; seed++) {
            WholeSimulation simulation = new WholeSimulation(seed);
            part(simulation, "c").failsValidation = true;
            String id = simulation.start(MigrationMode.OFFLINE);

            assertThat(simulation.settle(true)).isEqualTo(MigrationState.VALIDATION_FAILED);
            assertThat(simulation.replies.of(id)).containsExactly(ACCEPTED, FAILED);
            assertThat(simulation.parts.values()).allMatch(part -> part.copies == 0);

            part(simulation, "c").failsValidation = false;
            String again = resume(simulation);
            assertThat(simulation.settle(true)).as("seed %s", seed).isEqualTo(succeeded());
            assertThat(simulation.replies.of(again)).containsExactly(ACCEPTED, SUCCEEDED);
        }
    }

    @Test
    void a_part_that_fails_fails_alone_and_goes_on_without_copying_again() {
        for (int seed = 0; seed < SEEDS; seed++) {
            WholeSimulation simulation = new WholeSimulation(seed);
            part(simulation, "b").fails = true;
            String id = simulation.start(MigrationMode.OFFLINE);

            assertThat(simulation.settle(true)).as("seed %s", seed).isEqualTo(failed());
            assertThat(simulation.replies.of(id)).containsExactly(ACCEPTED, FAILED);
            assertThat(WholeView.status(whole(simulation), Instant.EPOCH).failures())
                    .extracting(Failure::message)
                    .containsExactly("database b: m");
            assertThat(simulation.parts.values())
                    .filteredOn(part -> part.state() == succeeded())
                    .hasSize(4);

            part(simulation, "b").fails = false;
            simulation.handed.clear();
            String retry = resume(simulation);
            assertThat(simulation.settle(true)).as("seed %s", seed).isEqualTo(succeeded());
            assertThat(simulation.replies.of(retry)).containsExactly(ACCEPTED, SUCCEEDED);
            assertThat(simulation.parts.values()).allMatch(part -> part.copies == 1);
            assertThat(simulation.handed)
                    .allMatch(Command.ResumeMigration.class::isInstance)
                    .allMatch(command -> command.migration().part().equals("b"));
        }
    }

    @Test
    void one_database_is_cut_over_and_one_is_given_up() {
        for (int seed = 0; seed < SEEDS; seed++) {
            WholeSimulation simulation = new WholeSimulation(seed);
            String start = simulation.start(MigrationMode.ONLINE);
            assertThat(simulation.settle(true)).as("seed %s", seed).isEqualTo(waiting());

            String cutover = cutOver(simulation, List.of("a"));
            assertThat(simulation.settle(true)).as("seed %s", seed).isEqualTo(waiting());
            assertThat(simulation.replies.of(cutover)).containsExactly(ACCEPTED, SUCCEEDED);
            assertThat(part(simulation, "a").state()).isEqualTo(succeeded());

            String cancel = simulation.next();
            simulation.ask(
                    new Command.CancelMigration(
                            WholeSimulation.NAME, cancel, TargetFate.KEEP, List.of("b"), "", ""));
            assertThat(simulation.settle(true)).isEqualTo(waiting());
            assertThat(simulation.replies.of(cancel)).containsExactly(ACCEPTED, SUCCEEDED);
            assertThat(part(simulation, "b").state()).isEqualTo(MigrationState.CANCELED);

            simulation.awaitHeard("b", MigrationState.CANCELED);
            String rest = cutOver(simulation, List.of());
            assertThat(simulation.settle(true)).isEqualTo(MigrationState.CANCELED);
            assertThat(simulation.replies.of(rest)).containsExactly(ACCEPTED, SUCCEEDED);
            assertThat(simulation.replies.of(start)).containsExactly(ACCEPTED, CANCELED);
        }
    }

    @Test
    void a_cutover_of_all_is_refused_while_one_is_not_ready() {
        WholeSimulation simulation = new WholeSimulation(1);
        simulation.start(MigrationMode.ONLINE);
        String cutover = cutOver(simulation, List.of());

        assertThat(simulation.replies.of(cutover)).containsExactly(REJECTED);
        assertThat(simulation.replies.all().getLast().message()).contains("database e is");
    }

    @Test
    void who_has_not_begun_is_held_and_goes_on() {
        WholeSimulation simulation = new WholeSimulation(2);
        simulation.start(MigrationMode.OFFLINE);
        String pause = simulation.next();
        simulation.ask(new Command.PauseMigration(WholeSimulation.NAME, pause));
        for (int i = 0; i < 500; i++) {
            simulation.step(true);
        }
        assertThat(simulation.replies.of(pause)).containsExactly(ACCEPTED, SUCCEEDED);
        assertThat(simulation.state()).isEqualTo(MigrationState.IN_PROGRESS);
        assertThat(simulation.parts.values()).allMatch(part -> part.copies == 0);

        resume(simulation);
        assertThat(simulation.settle(true)).isEqualTo(succeeded());
    }

    @Test
    void what_has_ended_is_deleted_with_its_parts() {
        WholeSimulation simulation = new WholeSimulation(3);
        simulation.start(MigrationMode.OFFLINE);
        simulation.ask(new Command.DeleteMigration(WholeSimulation.NAME, "early"));
        assertThat(simulation.replies.of("early")).containsExactly(REJECTED);
        simulation.settle(false);

        simulation.ask(new Command.DeleteMigration(WholeSimulation.NAME, "late"));
        for (int i = 0; i < 1_000 && simulation.whole() != null; i++) {
            simulation.step(false);
        }
        assertThat(simulation.whole()).isNull();
        assertThat(simulation.replies.of("late")).containsExactly(ACCEPTED, SUCCEEDED);
    }

    @Test
    void tables_and_comparisons_go_to_the_databases_that_can() {
        for (int seed = 0; seed < SEEDS; seed++) {
            WholeSimulation simulation = new WholeSimulation(seed);
            simulation.start(MigrationMode.ONLINE);
            for (int i = 0; i < 50; i++) {
                simulation.step(true);
            }
            String early = verify(simulation);
            assertThat(simulation.settle(true)).as("seed %s", seed).isEqualTo(waiting());
            assertThat(simulation.replies.of(early).getLast().last()).isTrue();

            String nameless = table(simulation, "");
            assertThat(simulation.replies.of(nameless)).containsExactly(REJECTED);
            String skip = table(simulation, "b");
            String compared = verify(simulation);
            String reload = simulation.next();
            simulation.ask(
                    new Command.ReloadTable(
                            WholeSimulation.NAME, reload, new TableName("public", "t"), "c"));
            assertThat(simulation.settle(true)).isEqualTo(waiting());
            assertThat(simulation.replies.of(skip)).containsExactly(ACCEPTED, SUCCEEDED);
            assertThat(simulation.replies.of(reload)).containsExactly(ACCEPTED, SUCCEEDED);
            assertThat(simulation.replies.of(compared).getFirst()).isEqualTo(ACCEPTED);
        }
    }

    private static String verify(WholeSimulation simulation) {
        String id = simulation.next();
        simulation.ask(new Command.VerifyMigration(WholeSimulation.NAME, id));
        return id;
    }

    private static String table(WholeSimulation simulation, String database) {
        String id = simulation.next();
        simulation.ask(
                new Command.SkipTable(
                        WholeSimulation.NAME, id, new TableName("public", "t"), database, "old"));
        return id;
    }

    @Test
    void validation_alone_begins_nothing() {
        WholeSimulation simulation = new WholeSimulation(4);
        simulation.ask(
                new Command.StartMigration(
                        "v",
                        WholeSimulation.spec(MigrationMode.OFFLINE, MigrationOption.VALIDATE)));

        assertThat(simulation.settle(true)).isEqualTo(succeeded());
        assertThat(simulation.parts.values()).allMatch(part -> part.copies == 0);
    }

    private static String resume(WholeSimulation simulation) {
        String id = simulation.next();
        simulation.ask(new Command.ResumeMigration(WholeSimulation.NAME, id, null, null));
        return id;
    }

    private static String cutOver(WholeSimulation simulation, List<String> databases) {
        String id = simulation.next();
        simulation.ask(
                new Command.CutoverMigration(WholeSimulation.NAME, id, null, databases, "", ""));
        return id;
    }

    private static FakePart part(WholeSimulation simulation, String database) {
        return Objects.requireNonNull(simulation.parts.get(database));
    }

    private static Whole whole(WholeSimulation simulation) {
        return Objects.requireNonNull(simulation.whole());
    }

    private static MigrationState succeeded() {
        return MigrationState.SUCCEEDED;
    }

    private static MigrationState failed() {
        return MigrationState.FAILED;
    }

    private static MigrationState waiting() {
        return MigrationState.WAITING_FOR_USER_ACTION;
    }
}
