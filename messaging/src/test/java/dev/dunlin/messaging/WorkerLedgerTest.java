package dev.dunlin.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dunlin.protocol.Role;
import dev.dunlin.protocol.WorkerStatus;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class WorkerLedgerTest {

    private static final Instant START = Instant.parse("2026-11-20T10:00:00Z");

    private final WorkerLedger ledger = new WorkerLedger();

    @Test
    void a_worker_is_there_until_it_was_silent_for_long() {
        ledger.heard(worker("one"), START);

        assertThat(missing(START.plusSeconds(20))).isFalse();
        assertThat(missing(START.plusSeconds(21))).isTrue();
    }

    @Test
    void one_that_went_in_order_is_missed_at_once() {
        ledger.heard(worker("one"), START);
        ledger.left("one", START.plusSeconds(3));

        WorkersView view = ledger.view(true, START.plusSeconds(3));
        assertThat(view.missing(Role.SINK, "eu")).isTrue();
        assertThat(view.leftAt(Role.SINK, "eu")).contains(START.plusSeconds(3));
    }

    @Test
    void another_of_the_same_pool_and_role_does_as_well() {
        ledger.heard(worker("one"), START);
        ledger.heard(worker("two"), START.plusSeconds(15));

        assertThat(missing(START.plusSeconds(30))).isFalse();
        assertThat(ledger.view(true, START.plusSeconds(30)).present())
                .extracting(WorkerStatus::id)
                .containsExactly("two");
    }

    @Test
    void other_pools_and_roles_do_not() {
        ledger.heard(worker("one"), START);

        WorkersView view = ledger.view(true, START);
        assertThat(view.missing(Role.SINK, "us")).isTrue();
        assertThat(view.missing(Role.SNAPSHOT, "eu")).isTrue();
    }

    @Test
    void nobody_is_missed_while_nothing_is_known() {
        assertThat(ledger.view(false, START).missing(Role.SINK, "eu")).isFalse();
    }

    private boolean missing(Instant now) {
        return ledger.view(true, now).missing(Role.SINK, "eu");
    }

    private static WorkerStatus worker(String id) {
        return new WorkerStatus(id, Role.SINK, "eu", "host", 1, "1", "", "", List.of(), List.of());
    }
}
