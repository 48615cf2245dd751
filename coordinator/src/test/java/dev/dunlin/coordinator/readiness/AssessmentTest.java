package dev.dunlin.coordinator.readiness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dunlin.protocol.Position;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AssessmentTest {

    private final Script script = new Script();

    @Test
    void nothing_is_ready_before_all_three_were_heard() {
        assertThat(script.blockers())
                .containsExactly(
                        "DUN-RDY-SOURCE-UNKNOWN", "DUN-RDY-CAPTURE-UNKNOWN", "DUN-RDY-COPY");
        assertThat(script.readiness().lagMillis()).isEqualTo(-1);
        assertThat(script.readiness().lagBytes()).isEqualTo(-1);

        script.source(100).hear(Script.captured(90, 5, 1));
        assertThat(script.blockers()).containsExactly("DUN-RDY-COPY");
        assertThat(script.readiness().pendingChanges()).isEqualTo(5);

        script.hear(Script.applied(100, Script.START, 5));
        assertThat(script.blockers()).isEmpty();
        assertThat(script.readiness().ready()).isTrue();
    }

    @Test
    void lag_is_the_age_of_what_was_applied_last_by_the_clock_of_the_source() {
        script.hear(Script.captured(1000, 10, 1)).hear(Script.applied(400, Script.START, 10));
        script.hear(Script.source(Script.START + 3000, 1000));
        assertThat(script.readiness().lagMillis()).isEqualTo(3000);
        assertThat(script.readiness().lagBytes()).isEqualTo(600);
        assertThat(script.readiness().at()).isEqualTo(Script.START + 3000);

        script.hear(Script.applied(1000, Script.START, 10));
        assertThat(script.readiness().lagMillis()).isZero();
        assertThat(script.readiness().lagBytes()).isZero();
    }

    @Test
    void lag_above_the_limit_and_lag_unknown_stand_against_it() {
        script.hear(Script.captured(1000, 10, 1)).hear(Script.applied(400, Script.START, 10));
        script.hear(Script.source(Script.START + 10_000, 1000));
        assertThat(script.blockers()).isEmpty();
        script.hear(Script.source(Script.START + 12_345, 1000));
        assertThat(script.blockers()).containsExactly("DUN-RDY-LAG");
        assertThat(script.readiness().blockers().getFirst().message())
                .isEqualTo("the target is 12 s behind, 10 s are allowed");

        script.hear(Script.applied(400, 0, 10));
        assertThat(script.readiness().lagMillis()).isEqualTo(-1);
        assertThat(script.blockers()).containsExactly("DUN-RDY-LAG");
    }

    @Test
    void rates_are_those_of_the_last_ten_seconds() {
        for (int second = 0; second <= 30; second++) {
            int count = second < 15 ? second * 1000 : 15_000 + (second - 15) * 100;
            script.hear(Script.captured(1000 + second, count, 1))
                    .hear(Script.applied(1000 + second, script.now(), count))
                    .source(1000 + second);
            if (second == 14) {
                assertThat(script.readiness().capturedPerSecond()).isEqualTo(1000);
            }
            script.after(1000);
        }
        assertThat(script.readiness().capturedPerSecond()).isEqualTo(100);
        assertThat(script.readiness().appliedPerSecond()).isEqualTo(100);
        assertThat(script.readiness().pendingChanges()).isZero();
        assertThat(script.readiness().catchUpMillis()).isZero();
    }

    @Test
    void falling_behind_is_said_with_its_figures_and_catching_up_with_its_time() {
        int second = 0;
        for (; second < 10; second++) {
            script.hear(Script.captured(1_000_000 + second * 1000L, second * 3000L, 1))
                    .hear(Script.applied(1000 + second * 1000L, script.now(), second * 1000L))
                    .source(1_000_000 + second * 1000L)
                    .after(1000);
        }
        assertThat(script.blockers()).containsExactly("DUN-RDY-FALLING-BEHIND");
        assertThat(script.readiness().blockers().getFirst().message())
                .isEqualTo("3000 changes/s are captured and 1000 applied; 18000 are waiting");
        assertThat(script.readiness().catchUpMillis()).isEqualTo(-1);

        for (int more = 0; more < 12; more++) {
            script.hear(Script.captured(1_010_000 + more, 27_000, 1))
                    .hear(Script.applied(11_000 + more, script.now(), 10_000 + more * 1000L))
                    .source(1_010_000 + more)
                    .after(1000);
        }
        assertThat(script.blockers()).isEmpty();
        assertThat(script.readiness().pendingChanges()).isEqualTo(6000);
        assertThat(script.readiness().catchUpMillis()).isEqualTo(6000);
    }

    @Test
    void a_steady_stream_is_told_the_time_of_what_is_on_its_way() {
        for (int second = 0; second < 12; second++) {
            script.hear(Script.captured(1000 + second * 10, second * 2000L, 1))
                    .hear(Script.applied(1005 + second * 10, script.now(), second * 2000L + 500))
                    .hear(Script.captured(1009 + second * 10, second * 2000L + 1500, 1))
                    .source(2000 + second)
                    .after(1000);
        }
        assertThat(script.blockers()).isEmpty();
        assertThat(script.readiness().pendingChanges()).isEqualTo(1000);
        assertThat(script.readiness().catchUpMillis()).isEqualTo(500);
    }

    @Test
    void a_new_epoch_of_capture_counts_anew() {
        script.hear(Script.captured(1000, 50_000, 1)).hear(Script.applied(900, 1, 49_000));
        assertThat(script.readiness().pendingChanges()).isEqualTo(1000);

        script.after(1000).hear(Script.captured(1000, 200, 2));
        assertThat(script.readiness().pendingChanges()).isEqualTo(1000);
        assertThat(script.readiness().capturedPerSecond()).isZero();
        script.after(1000).hear(Script.captured(1100, 700, 2));
        assertThat(script.readiness().pendingChanges()).isEqualTo(1500);
        assertThat(script.readiness().capturedPerSecond()).isEqualTo(500);

        script.hear(Script.applied(1100, 1, 50_450));
        assertThat(script.readiness().pendingChanges()).isZero();
        script.hear(Script.captured(1200, 710, 2));
        assertThat(script.readiness().pendingChanges()).isEqualTo(10);
    }

    @Test
    void counts_that_are_met_in_the_middle_are_made_comparable() {
        script.hear(Script.captured(2000, 10, 7)).hear(Script.applied(1000, 1, 5_000_000));
        assertThat(script.readiness().pendingChanges()).isZero();
        script.hear(Script.applied(2000, 1, 5_000_300));
        script.hear(Script.captured(2100, 60, 7));
        assertThat(script.readiness().pendingChanges()).isEqualTo(50);
    }

    @Test
    void silence_is_noticed_and_says_since_when() {
        script.source(10).hear(Script.captured(10, 1, 1)).hear(Script.applied(10, 1, 1));
        script.after(15_000).source(10).hear(Script.applied(10, 1, 1));
        assertThat(script.blockers()).isEmpty();
        script.after(1);
        assertThat(script.blockers()).containsExactly("DUN-RDY-CAPTURE-SILENT");
        assertThat(script.readiness().blockers().getFirst().message())
                .isEqualTo("nothing has been heard of capture since 2023-11-14T22:13:20Z");
        script.after(15_000);
        assertThat(script.blockers())
                .containsExactly(
                        "DUN-RDY-SOURCE-SILENT", "DUN-RDY-CAPTURE-SILENT", "DUN-RDY-APPLY-SILENT");
    }

    @Test
    void apply_that_holds_is_not_ready() {
        script.source(10).hear(Script.captured(10, 1, 1));
        script.hear(new Position.Applied(Script.NAME, "shop", "0/A", 1, 1, 1, 0, true));
        assertThat(script.readiness().blockers())
                .singleElement()
                .hasToString(
                        "Blocker[code=DUN-RDY-PAUSED, message=apply stands at 0/A: tables or"
                                + " constraints are still being made]");
    }

    @ParameterizedTest
    @CsvSource({
        "0/1, reserved, false, ''",
        "0/1, extended, false, ''",
        "'', '', false, DUN-RDY-SLOT-MISSING",
        "0/1, lost, false, DUN-RDY-SLOT-LOST",
        "0/1, unreserved, false, DUN-RDY-SLOT-AT-RISK",
        "0/1, extended, true, DUN-RDY-SLOT-LIMIT"
    })
    void a_slot_in_trouble_is_not_ready(
            String confirmed, String status, boolean overLimit, String code) {
        script.hear(Script.captured(10, 1, 1)).hear(Script.applied(10, 1, 1));
        script.hear(
                new Position.AtSource(
                        Script.NAME,
                        "shop",
                        Script.START,
                        "0/A",
                        confirmed,
                        3 << 20,
                        -1,
                        status,
                        true,
                        overLimit));
        assertThat(String.join(",", script.blockers())).isEqualTo(code);
        assertThat(script.readiness().ready()).isEqualTo(code.isEmpty());
        assertThat(script.readiness().overSlotLimit()).isEqualTo(overLimit);
        assertThat(script.readiness().retainedBytes()).isEqualTo(3 << 20);
    }

    @Test
    void lsns_are_compared_as_numbers() {
        assertThat(Lsn.bytes("A/1")).isGreaterThan(Lsn.bytes("9/FFFFFFFF"));
        assertThat(Lsn.bytes("1/0")).isEqualTo(1L << 32);
        assertThat(Lsn.bytes("")).isZero();
    }
}
