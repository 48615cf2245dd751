package dev.dunlin.coordinator.decision;

import static dev.dunlin.protocol.Reply.Status.ACCEPTED;
import static dev.dunlin.protocol.Reply.Status.FAILED;
import static dev.dunlin.protocol.Reply.Status.SUCCEEDED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dunlin.coordinator.migration.Step;
import dev.dunlin.protocol.Command;
import dev.dunlin.protocol.GateDecision;
import dev.dunlin.protocol.GateDecision.Decision;
import dev.dunlin.protocol.MigrationMode;
import dev.dunlin.protocol.MigrationState;
import dev.dunlin.protocol.OnlineSettings;
import dev.dunlin.protocol.OnlineSettings.CutoverTerms;
import dev.dunlin.protocol.OnlineSettings.Fence;
import dev.dunlin.protocol.OnlineSettings.Gate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A cutover that waits for somebody outside. */
final class GateTest {

    private static final CutoverTerms TERMS = new CutoverTerms(10, Fence.READ_ONLY, 600);

    @Test
    void nothing_is_fenced_before_the_gate_is_passed() {
        Simulation simulation = cutOver();
        for (int i = 0; i < 100; i++) {
            simulation.step();
        }
        assertThat(Gates.awaited(simulation.migration())).isTrue();
        assertThat(simulation.migration().database(FakeSource.DATABASE).begun(Step.FENCE))
                .isFalse();

        simulation.decide(decision(Decision.APPROVE));
        assertThat(simulation.finish()).isEqualTo(MigrationState.SUCCEEDED);
        assertThat(simulation.replies().of("cut")).containsExactly(ACCEPTED, SUCCEEDED);
    }

    @Test
    void a_rejection_withdraws_the_cutover_and_says_who() {
        Simulation simulation = cutOver();
        simulation.decide(decision(Decision.REJECT));

        assertThat(simulation.migration().closing().underWay()).isFalse();
        assertThat(simulation.migration().closing().refusal())
                .contains("by change board: no window");
        assertThat(simulation.replies().of("cut")).containsExactly(ACCEPTED, FAILED);
    }

    @Test
    void nobody_answering_withdraws_it_in_time() {
        Simulation simulation = cutOver();
        for (int i = 0; i < 5_000 && simulation.migration().closing().underWay(); i++) {
            simulation.step();
        }
        assertThat(simulation.migration().closing().refusal()).contains("within 600 s");
    }

    private static Simulation cutOver() {
        OnlineSettings online =
                new OnlineSettings(
                        OnlineSettings.Trigger.WAIT,
                        TERMS,
                        OnlineSettings.DEFAULT.slot(),
                        List.of(Gate.BEFORE_CUTOVER));
        Simulation simulation =
                new Simulation(1, new History(), List.of(4, 2, 1, 0), MigrationMode.ONLINE, online);
        simulation.start();
        for (int i = 0; i < 5_000 && simulation.replies().of("cut").isEmpty(); i++) {
            simulation.step();
            if (simulation.migration().state() == MigrationState.WAITING_FOR_USER_ACTION
                    && Cutovers.refusal(simulation.draft(), TERMS).isEmpty()) {
                simulation.ask(new Command.CutoverMigration(FakeSource.NAME, "cut", TERMS));
            }
        }
        return simulation;
    }

    private static GateDecision decision(Decision decision) {
        return new GateDecision(
                FakeSource.NAME, Gate.BEFORE_CUTOVER, decision, "change board", "no window");
    }
}
