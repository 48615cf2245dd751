package dev.dunlin.coordinator.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dunlin.coordinator.migration.Database;
import dev.dunlin.coordinator.migration.Step;
import dev.dunlin.protocol.CaptureTask;
import dev.dunlin.protocol.Command;
import dev.dunlin.protocol.Failure;
import dev.dunlin.protocol.FailureKind;
import dev.dunlin.protocol.MigrationMode;
import dev.dunlin.protocol.MigrationState;
import dev.dunlin.protocol.OnlineSettings;
import dev.dunlin.protocol.OnlineSettings.CutoverTerms;
import dev.dunlin.protocol.OnlineSettings.Fence;
import dev.dunlin.protocol.OnlineSettings.SlotLimits;
import dev.dunlin.protocol.OnlineSettings.SlotPolicy;
import dev.dunlin.protocol.OnlineSettings.Trigger;
import dev.dunlin.protocol.Report;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole online migrations under writes and faults, one seed each. */
final class OnlineSimulationTest {

    private static final List<Integer> TABLES = List.of(9, 5, 3, 1, 0, 1, 1);
    private static final CutoverTerms READ_ONLY = new CutoverTerms(10, Fence.READ_ONLY, 600);
    private static final CutoverTerms MANUAL = new CutoverTerms(10, Fence.MANUAL, 600);

    static Simulation online(long seed, History history, Trigger trigger, CutoverTerms terms) {
        SlotLimits limits = new SlotLimits(0, SlotPolicy.WARN);
        Simulation simulation =
                new Simulation(
                        seed,
                        history,
                        TABLES,
                        MigrationMode.ONLINE,
                        new OnlineSettings(trigger, terms, limits));
        simulation.writers(30);
        simulation.start();
        return simulation;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 500, 1_000})
    void a_fenced_source_is_followed_to_its_last_change_through_crashes(int firstSeed) {
        for (int seed = firstSeed; seed < firstSeed + 40; seed++) {
            Random random = new Random(seed);
            Simulation simulation = online(seed, new History(), Trigger.AUTO, READ_ONLY);
            for (int crash = 0; crash < 8; crash++) {
                run(simulation, random.nextInt(120));
                simulation.crash();
            }
            MigrationState end = simulation.finish();
            assertThat(end)
                    .as("seed %s: %s", seed, simulation.standing())
                    .isEqualTo(MigrationState.SUCCEEDED);
            assertThat(simulation.source().fenced()).isTrue();
        }
    }

    @Test
    void writers_that_go_on_are_named_and_a_later_cutover_succeeds() {
        Simulation simulation = online(7, new History(), Trigger.WAIT, MANUAL);
        awaitTrigger(simulation);
        simulation.cutOver(MANUAL);
        awaitTrigger(simulation);
        assertThat(simulation.migration().closing().refusal())
                .contains("still written to")
                .contains("changes between two markers");

        simulation.writers(0);
        askUntilTaken(simulation, MANUAL);
        assertThat(simulation.finish()).isEqualTo(MigrationState.SUCCEEDED);
        assertThat(simulation.source().fenced()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 500})
    void a_withdrawn_cutover_leaves_a_source_that_takes_writes(int firstSeed) {
        int withdrawn = 0;
        for (int seed = firstSeed; seed < firstSeed + 40; seed++) {
            Random random = new Random(seed);
            Simulation simulation = online(seed, new History(), Trigger.WAIT, READ_ONLY);
            awaitTrigger(simulation);
            simulation.cutOver(READ_ONLY);
            run(simulation, random.nextInt(80));
            simulation.withdraw();
            if (simulation.migration().closing().refusal().isEmpty()) {
                continue;
            }
            withdrawn++;
            run(simulation, 2_000);
            assertThat(simulation.source().fenced()).as("seed %s", seed).isFalse();
            askUntilTaken(simulation, READ_ONLY);
            MigrationState end = simulation.finish();
            assertThat(end)
                    .as("seed %s: %s", seed, simulation.standing())
                    .isEqualTo(MigrationState.SUCCEEDED);
        }
        assertThat(withdrawn).isGreaterThan(10);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 500})
    void what_is_given_up_leaves_nothing_on_the_source(int firstSeed) {
        for (int seed = firstSeed; seed < firstSeed + 40; seed++) {
            Random random = new Random(seed);
            Simulation simulation = online(seed, new History(), Trigger.AUTO, READ_ONLY);
            run(simulation, random.nextInt(700));
            simulation.cancel(Command.TargetFate.CLEAN);
            MigrationState end = simulation.finish();
            assertThat(end).isIn(MigrationState.CANCELED, MigrationState.SUCCEEDED);
            assertThat(simulation.stream().slot()).as("seed %s: slot", seed).isFalse();
            if (end == MigrationState.CANCELED) {
                simulation.drainMail();
                assertThat(simulation.source().fenced()).as("seed %s: fence", seed).isFalse();
            }
        }
    }

    @Test
    void sequences_of_a_withdrawn_cutover_are_not_taken_by_the_next_one() {
        Simulation simulation = online(11, new History(), Trigger.WAIT, READ_ONLY);
        awaitTrigger(simulation);
        simulation.cutOver(READ_ONLY);
        runUntil(simulation, Step.READ_SEQUENCES);
        int earlier = database(simulation).following().markers();
        simulation.withdraw();
        askUntilTaken(simulation, READ_ONLY);
        runUntil(simulation, Step.READ_SEQUENCES);

        simulation.tell(
                new Report.SequencesRead(FakeSource.NAME, FakeSource.DATABASE, List.of(), earlier));

        assertThat(database(simulation).steps())
                .containsEntry(Step.READ_SEQUENCES, Step.Standing.ISSUED);
        assertThat(simulation.finish()).isEqualTo(MigrationState.SUCCEEDED);
    }

    @Test
    void a_fence_that_was_never_reported_is_lifted_although_lifting_failed_once() {
        Simulation simulation = online(13, new History(), Trigger.WAIT, READ_ONLY);
        awaitTrigger(simulation);
        simulation.cutOver(READ_ONLY);
        runUntil(simulation, Step.FENCE);
        simulation.source().fence(true);
        simulation.withdraw();
        simulation.tell(
                new Report.TaskFailed(
                        FakeSource.NAME,
                        new CaptureTask.LiftFence(
                                FakeSource.NAME,
                                simulation.migration().spec().sourceOf(FakeSource.DATABASE),
                                database(simulation).following().fencings()),
                        new Failure("DUN-SRC-LOST", FailureKind.SOURCE, "gone", "resume")));
        assertThat(simulation.migration().state()).isEqualTo(MigrationState.FAILED);

        simulation.crash();

        assertThat(database(simulation).steps())
                .containsEntry(Step.LIFT_FENCE, Step.Standing.ISSUED);
        run(simulation, 2_000);
        assertThat(simulation.source().fenced()).isFalse();
    }

    private static Database database(Simulation simulation) {
        return simulation.migration().database(FakeSource.DATABASE);
    }

    private static void runUntil(Simulation simulation, Step issued) {
        for (int i = 0; i < 20_000; i++) {
            if (database(simulation).steps().get(issued) == Step.Standing.ISSUED) {
                return;
            }
            simulation.step();
        }
        throw new AssertionError(simulation.standing());
    }

    /** Histories of every kind, for the documented state machines. */
    static void explore(History history) {
        for (int seed = 0; seed < 60; seed++) {
            Random random = new Random(seed);
            boolean auto = seed % 3 == 0;
            CutoverTerms terms = seed % 2 == 0 ? READ_ONLY : MANUAL;
            Simulation simulation =
                    online(seed, history, auto ? Trigger.AUTO : Trigger.WAIT, terms);
            run(simulation, random.nextInt(300));
            simulation.crash();
            if (!auto) {
                askUntilTaken(simulation, terms);
                run(simulation, random.nextInt(60));
                simulation.withdraw();
            }
            if (seed % 5 == 0) {
                run(simulation, random.nextInt(300));
                simulation.cancel(Command.TargetFate.CLEAN);
                simulation.drainMail();
            } else if (!auto) {
                simulation.writers(0);
                askUntilTaken(simulation, terms);
                simulation.finish();
            }
        }
    }

    private static void askUntilTaken(Simulation simulation, CutoverTerms terms) {
        for (int i = 0; i < 1_000 && !simulation.migration().closing().underWay(); i++) {
            run(simulation, 20);
            simulation.cutOver(terms);
        }
    }

    private static void awaitTrigger(Simulation simulation) {
        for (int i = 0; i < 20_000; i++) {
            simulation.step();
            if (simulation.migration().state() == MigrationState.WAITING_FOR_USER_ACTION
                    && !simulation.migration().closing().underWay()) {
                return;
            }
        }
        throw new AssertionError("never ready: " + simulation.migration());
    }

    private static void run(Simulation simulation, int steps) {
        for (int i = 0; i < steps && !simulation.migration().state().ended(); i++) {
            simulation.faultyStep();
        }
    }
}
