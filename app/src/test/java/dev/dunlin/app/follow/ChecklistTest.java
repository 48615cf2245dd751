package dev.dunlin.app.follow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dunlin.app.show.Samples;
import dev.dunlin.coordinator.rest.MigrationView;
import dev.dunlin.protocol.CutoverStatus;
import dev.dunlin.protocol.DatabasePhase;
import dev.dunlin.protocol.MigrationState;
import dev.dunlin.protocol.OnlineSettings.CutoverTerms;
import dev.dunlin.protocol.Readiness;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChecklistTest {

    private static Checklist list(DatabasePhase phase, Readiness... readiness) {
        MigrationView view =
                new MigrationView(
                        Samples.following(
                                MigrationState.WAITING_FOR_USER_ACTION, phase, CutoverStatus.NONE),
                        List.of(readiness));
        return Checklist.of(view, CutoverTerms.DEFAULT, List.of());
    }

    @Test
    void all_met() {
        Checklist list = list(DatabasePhase.STREAMING, Samples.readiness(800));

        assertThat(list.allMet()).isTrue();
        assertThat(list.lines())
                .contains(
                        "  ok    copy              4 of 4 tables",
                        "  ok    lag               0.80s <= 10s, 1,234 changes pending")
                .endsWith("ready");
    }

    @Test
    void each_thing_that_is_missing_is_named() {
        Readiness.Blocker blocker = new Readiness.Blocker("DUN-RDY-DDL", "orders has changed");
        Checklist list = list(DatabasePhase.CATCHUP, Samples.readiness(14_000, blocker));

        assertThat(list.allMet()).isFalse();
        assertThat(list.lines())
                .contains(
                        "  FAIL  streaming         phase catchup",
                        "  FAIL  lag               14.0s > 10s, 1,234 changes pending",
                        "  FAIL  DUN-RDY-DDL       orders has changed")
                .endsWith("not ready");
        assertThat(list(DatabasePhase.STREAMING).allMet()).isFalse();
    }
}
