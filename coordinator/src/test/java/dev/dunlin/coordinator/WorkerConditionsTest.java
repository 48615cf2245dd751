package dev.dunlin.coordinator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dunlin.coordinator.rest.OnlineSample;
import dev.dunlin.messaging.WorkersView;
import dev.dunlin.messaging.WorkersView.Place;
import dev.dunlin.protocol.Condition;
import dev.dunlin.protocol.MigrationStatus;
import dev.dunlin.protocol.Role;
import dev.dunlin.protocol.WorkerStatus;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class WorkerConditionsTest {

    private static final MigrationStatus ONLINE = OnlineSample.status();

    @Test
    void each_role_that_is_missing_is_named() {
        List<Condition> conditions =
                WorkerConditions.of(ONLINE, view(Map.of(), Role.SNAPSHOT, Role.SINK));

        assertThat(conditions)
                .singleElement()
                .satisfies(
                        condition -> {
                            assertThat(condition.type()).isEqualTo("WaitingForWorker");
                            assertThat(condition.message())
                                    .contains("cdc-worker", "pool p", ONLINE.startedAt());
                        });
    }

    @Test
    void it_waits_since_the_last_worker_went() {
        Instant left = Instant.parse("2026-11-20T11:00:00Z");
        Map<Place, Instant> gone = Map.of(new Place(Role.SINK, "p"), left);

        assertThat(WorkerConditions.of(ONLINE, view(gone, Role.SNAPSHOT, Role.CAPTURE)))
                .singleElement()
                .extracting(Condition::message)
                .asString()
                .contains(left.toString());
    }

    @Test
    void nothing_is_said_when_all_are_there_or_nothing_is_known() {
        assertThat(WorkerConditions.of(ONLINE, view(Map.of(), Role.values()))).isEmpty();
        assertThat(WorkerConditions.of(ONLINE, WorkersView.UNKNOWN)).isEmpty();
    }

    private static WorkersView view(Map<Place, Instant> left, Role... present) {
        return new WorkersView(
                true, Stream.of(present).map(WorkerConditionsTest::worker).toList(), left);
    }

    private static WorkerStatus worker(Role role) {
        return new WorkerStatus(
                role.label(), role, "p", "host", 1, "1", "", "", List.of(), List.of());
    }
}
