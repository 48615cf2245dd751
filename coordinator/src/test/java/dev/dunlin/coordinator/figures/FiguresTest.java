package dev.dunlin.coordinator.figures;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dunlin.coordinator.rest.OnlineSample;
import dev.dunlin.messaging.StatusView;
import dev.dunlin.messaging.WorkersView;
import dev.dunlin.metrics.Metric;
import dev.dunlin.metrics.Sample;
import dev.dunlin.metrics.TableSeries;
import dev.dunlin.protocol.DatabasePhase;
import dev.dunlin.protocol.DatabaseStatus;
import dev.dunlin.protocol.MigrationName;
import dev.dunlin.protocol.MigrationState;
import dev.dunlin.protocol.MigrationStatus;
import dev.dunlin.protocol.Position;
import dev.dunlin.protocol.Readiness;
import dev.dunlin.protocol.Role;
import dev.dunlin.protocol.StepTiming;
import dev.dunlin.protocol.TableId;
import dev.dunlin.protocol.TableName;
import dev.dunlin.protocol.TablePhase;
import dev.dunlin.protocol.TableStatus;
import dev.dunlin.protocol.WorkerStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** What is told of a migration {@code shop-1} with the one database {@code shop}. */
class FiguresTest {

    private static final MigrationStatus SAMPLE = OnlineSample.status();
    private static final MigrationName NAME = SAMPLE.name();
    private static final long NOW = 1_800_000_000_000L;

    private final AtomicReference<StatusView> view =
            new AtomicReference<>(new StatusView(Map.of(), Map.of(), Map.of()));
    private final AtomicReference<WorkersView> workers = new AtomicReference<>(WorkersView.UNKNOWN);

    @Test
    void a_streaming_database_is_told_by_the_clock_of_its_source() {
        show(MigrationState.WAITING_FOR_USER_ACTION, DatabasePhase.STREAMING, 4, "10:00:42");

        List<Sample> samples = samples(TableSeries.NONE);

        assertThat(value(samples, Metric.MIGRATION_STATE, "WaitingForUserAction")).isEqualTo(1);
        assertThat(value(samples, Metric.MIGRATION_STATE, "Failed")).isZero();
        assertThat(value(samples, Metric.MIGRATION_PHASE, "shop", "streaming")).isEqualTo(1);
        assertThat(value(samples, Metric.MIGRATION_PHASE, "shop", "copy")).isZero();
        assertThat(value(samples, Metric.TABLES, "shop", "streaming")).isEqualTo(1);
        assertThat(value(samples, Metric.TABLES, "shop", "skipped")).isEqualTo(1);
        assertThat(value(samples, Metric.CAPTURE_LAG_SECONDS, "shop")).isEqualTo(2);
        assertThat(value(samples, Metric.APPLY_LAG_SECONDS, "shop")).isEqualTo(3);
        assertThat(value(samples, Metric.END_TO_END_LAG_SECONDS, "shop")).isEqualTo(5);
        assertThat(value(samples, Metric.CATCHUP_ESTIMATED_SECONDS, "shop"))
                .isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(value(samples, Metric.LAST_APPLIED_COMMIT_TIMESTAMP_SECONDS, "shop"))
                .isEqualTo(1_799_999_995.0);
        assertThat(value(samples, Metric.LSN_BYTES, "shop", "source_current")).isEqualTo(0x30);
        assertThat(value(samples, Metric.LSN_BYTES, "shop", "applied")).isEqualTo(0x10);
        assertThat(value(samples, Metric.SOURCE_SLOT_ACTIVE, "shop")).isZero();
        assertThat(value(samples, Metric.SOURCE_SLOT_WAL_STATUS, "shop", "extended")).isEqualTo(1);
        assertThat(value(samples, Metric.CUTOVER_BLOCKER, "shop", "DUN-RDY-LAG")).isEqualTo(1);
        assertThat(of(samples, Metric.SOURCE_SLOT_SAFE_WAL_BYTES)).isEmpty();
        assertThat(value(samples, Metric.MIGRATED_BYTES, "shop")).isEqualTo(600);
        assertThat(value(samples, Metric.EXPECTED_BYTES, "shop")).isEqualTo(1_000);
        assertThat(of(samples, Metric.TABLE_MIGRATED_ROWS)).isEmpty();
        assertThat(samples(TableSeries.ALL))
                .contains(Sample.of(Metric.TABLE_MIGRATED_ROWS, 7, "shop-1", "shop", "s", "t0"));
    }

    @Test
    void what_follows_ends_with_the_migration_and_all_goes_with_its_deletion() {
        show(MigrationState.SUCCEEDED, DatabasePhase.DONE, 4, "10:01:00");

        List<Sample> samples = samples(TableSeries.NONE);

        assertThat(of(samples, Metric.END_TO_END_LAG_SECONDS)).isEmpty();
        assertThat(of(samples, Metric.SOURCE_SLOT_ACTIVE)).isEmpty();
        assertThat(value(samples, Metric.CUTOVER_WRITE_STOP_SECONDS)).isEqualTo(20);
        assertThat(value(samples, Metric.PHASE_DURATION_SECONDS, "shop", "fence")).isEqualTo(3);
        assertThat(of(samples, Metric.MIGRATION_END_TIMESTAMP_SECONDS)).hasSize(1);

        view.set(new StatusView(Map.of(), Map.of(), Map.of()));
        assertThat(samples(TableSeries.ALL)).isEmpty();
    }

    @Test
    void a_copy_has_moved_when_more_chunks_are_loaded_and_not_when_a_status_is_told_again() {
        show(MigrationState.IN_PROGRESS, DatabasePhase.COPY, 4, "10:00:10");
        Figures figures = new Figures(view::get, workers::get, TableSeries.NONE);
        double first = progress(figures);
        show(MigrationState.IN_PROGRESS, DatabasePhase.COPY, 4, "10:00:20");
        assertThat(progress(figures)).isEqualTo(first);
        show(MigrationState.IN_PROGRESS, DatabasePhase.COPY, 5, "10:00:30");
        assertThat(progress(figures)).isEqualTo(first + 20);
    }

    @Test
    void a_pool_that_a_migration_needs_is_told_with_no_workers() {
        show(MigrationState.IN_PROGRESS, DatabasePhase.COPY, 4, "10:00:10");
        assertThat(of(samples(TableSeries.NONE), Metric.POOL_WORKERS)).isEmpty();
        WorkerStatus sink =
                new WorkerStatus(
                        "sink-1",
                        Role.SINK,
                        "p",
                        "host",
                        1,
                        "1",
                        "",
                        "2026-11-20T10:00:00Z",
                        List.of("t"),
                        List.of("j", "k"));
        workers.set(new WorkersView(true, List.of(sink), Map.of()));

        List<Sample> samples = samples(TableSeries.NONE);

        assertThat(of(samples, Metric.POOL_WORKERS))
                .containsExactlyInAnyOrder(
                        Sample.of(Metric.POOL_WORKERS, 1, "p", "sink"),
                        Sample.of(Metric.POOL_WORKERS, 0, "p", "snapshot"),
                        Sample.of(Metric.POOL_WORKERS, 0, "p", "capture"));
        assertThat(samples)
                .contains(Sample.of(Metric.WORKER_TASKS, 2, "p", "sink", "job"))
                .contains(
                        Sample.of(
                                Metric.WORKER_HEARTBEAT_TIMESTAMP_SECONDS,
                                1_795_168_800L,
                                "sink-1",
                                "p",
                                "sink"));
    }

    private List<Sample> samples(TableSeries series) {
        return new Figures(view::get, workers::get, series).get();
    }

    private static double progress(Figures figures) {
        return value(figures.get(), Metric.COPY_LAST_PROGRESS_TIMESTAMP_SECONDS, "shop");
    }

    private static List<Sample> of(List<Sample> samples, Metric metric) {
        return samples.stream().filter(sample -> sample.metric() == metric).toList();
    }

    /** The value of the one sample with these labels behind the migration's. */
    private static double value(List<Sample> samples, Metric metric, String... further) {
        List<String> labels = new ArrayList<>(List.of(NAME.value()));
        labels.addAll(List.of(further));
        List<Sample> found =
                of(samples, metric).stream().filter(s -> s.labels().equals(labels)).toList();
        assertThat(found).as("%s %s", metric, labels).hasSize(1);
        return found.getFirst().value();
    }

    private void show(MigrationState state, DatabasePhase phase, int loaded, String updated) {
        Readiness readiness =
                new Readiness(
                        NAME,
                        "shop",
                        NOW,
                        false,
                        5_000,
                        4_096,
                        14,
                        500,
                        510,
                        -1,
                        1 << 20,
                        false,
                        List.of(new Readiness.Blocker("DUN-RDY-LAG", "too far behind")));
        List<Position> positions =
                List.of(
                        new Position.AtSource(
                                NAME, "shop", NOW, "0/30", "0/8", 99, -1, "extended", false, false),
                        new Position.Captured(NAME, "shop", "0/20", NOW - 2_000, 9, 3, 1),
                        new Position.Applied(NAME, "shop", "0/10", NOW - 5_000, 7, 2, 0, false));
        view.set(
                new StatusView(
                        Map.of(NAME, status(state, phase, loaded, updated)),
                        Map.of(
                                NAME,
                                Map.of(
                                        new TableId("shop", 0), table(0, TablePhase.COMPLETE),
                                        new TableId("shop", 1), table(1, TablePhase.SKIPPED))),
                        Map.of(NAME, Map.of("shop", readiness)),
                        Map.of(NAME, positions)));
    }

    private static MigrationStatus status(
            MigrationState state, DatabasePhase phase, int loaded, String updated) {
        String day = "2026-11-20T";
        DatabaseStatus database =
                new DatabaseStatus(
                        "shop",
                        "shop",
                        state,
                        SAMPLE.substate(),
                        phase,
                        2,
                        1,
                        1,
                        1,
                        0,
                        10,
                        loaded,
                        0,
                        1_000,
                        600,
                        7,
                        650,
                        5,
                        3,
                        0,
                        List.of(new StepTiming("fence", day + "10:00:40Z", day + "10:00:43Z")),
                        List.of(),
                        null);
        return new MigrationStatus(
                NAME,
                state,
                SAMPLE.substate(),
                7,
                SAMPLE.spec(),
                SAMPLE.startedAt(),
                day + updated + "Z",
                0,
                List.of(database),
                SAMPLE.cutover(),
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    private static TableStatus table(int number, TablePhase phase) {
        return new TableStatus(
                NAME,
                new TableId("shop", number),
                new TableName("s", "t" + number),
                phase,
                2,
                2,
                0,
                500,
                7,
                100,
                0,
                0,
                false,
                List.of(),
                "");
    }
}
