package dev.dunlin.coordinator.figures;

import dev.dunlin.coordinator.readiness.Lsn;
import dev.dunlin.messaging.StatusView;
import dev.dunlin.metrics.Metric;
import dev.dunlin.metrics.Sample;
import dev.dunlin.protocol.DatabasePhase;
import dev.dunlin.protocol.DatabaseStatus;
import dev.dunlin.protocol.MigrationStatus;
import dev.dunlin.protocol.OnlineSettings.SlotPolicy;
import dev.dunlin.protocol.Position;
import dev.dunlin.protocol.Readiness;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How far a database follows its source, by what was told of it last. */
final class FollowingFigures {

    private static final List<String> WAL_STATUSES =
            List.of("reserved", "extended", "unreserved", "lost");

    private final MigrationStatus migration;
    private final DatabaseStatus status;
    private final Optional<Readiness> readiness;
    private final Optional<Position.AtSource> source;
    private final Optional<Position.Captured> captured;
    private final Optional<Position.Applied> applied;
    private final List<Sample> samples = new ArrayList<>();

    FollowingFigures(StatusView view, MigrationStatus migration, DatabaseStatus status) {
        this.migration = migration;
        this.status = status;
        String database = status.database();
        this.readiness = Optional.ofNullable(view.readiness(migration.name()).get(database));
        this.source = view.position(migration.name(), database, Position.AtSource.class);
        this.captured = view.position(migration.name(), database, Position.Captured.class);
        this.applied = view.position(migration.name(), database, Position.Applied.class);
    }

    List<Sample> samples() {
        readiness.ifPresent(this::readiness);
        source.ifPresent(this::slot);
        lags();
        captured.ifPresent(at -> lsn(at.lsn(), "captured"));
        applied.ifPresent(this::applied);
        return List.copyOf(samples);
    }

    private void readiness(Readiness now) {
        add(Metric.CHANGES_PENDING, now.pendingChanges());
        if (now.lagMillis() >= 0) {
            add(Metric.END_TO_END_LAG_SECONDS, Times.seconds(now.lagMillis()));
        }
        double catchUp =
                now.catchUpMillis() < 0
                        ? Double.POSITIVE_INFINITY
                        : Times.seconds(now.catchUpMillis());
        add(Metric.CATCHUP_ESTIMATED_SECONDS, catchUp);
        add(Metric.CUTOVER_READY, now.ready() ? 1 : 0);
        now.blockers().forEach(blocker -> add(Metric.CUTOVER_BLOCKER, 1, blocker.code()));
        boolean throttles =
                migration.spec().settings().online().slot().policy() == SlotPolicy.THROTTLE
                        && status.phase() == DatabasePhase.COPY
                        && now.overSlotLimit();
        add(Metric.THROTTLED, throttles ? 1 : 0);
    }

    private void slot(Position.AtSource at) {
        lsn(at.writtenLsn(), "source_current");
        if (at.confirmedLsn().isEmpty()) {
            return;
        }
        lsn(at.confirmedLsn(), "confirmed_flush");
        add(Metric.SOURCE_SLOT_ACTIVE, at.active() ? 1 : 0);
        add(Metric.SOURCE_SLOT_RETAINED_WAL_BYTES, Math.max(0, at.retainedBytes()));
        if (at.safeBytes() >= 0) {
            add(Metric.SOURCE_SLOT_SAFE_WAL_BYTES, at.safeBytes());
        }
        WAL_STATUSES.forEach(
                each ->
                        add(
                                Metric.SOURCE_SLOT_WAL_STATUS,
                                at.walStatus().equals(each) ? 1 : 0,
                                each));
    }

    private void applied(Position.Applied at) {
        lsn(at.lsn(), "applied");
        if (at.commitTime() > 0) {
            add(Metric.LAST_APPLIED_COMMIT_TIMESTAMP_SECONDS, Times.seconds(at.commitTime()));
        }
    }

    /** By the source's clock at both ends: the clocks of Dunlin's machines do not matter. */
    private void lags() {
        captured.filter(at -> at.commitTime() > 0)
                .ifPresent(
                        at ->
                                source.ifPresent(
                                        now ->
                                                add(
                                                        Metric.CAPTURE_LAG_SECONDS,
                                                        behind(
                                                                at.lsn(),
                                                                now.writtenLsn(),
                                                                now.clock() - at.commitTime()))));
        applied.filter(at -> at.commitTime() > 0)
                .ifPresent(
                        at ->
                                captured.ifPresent(
                                        last ->
                                                add(
                                                        Metric.APPLY_LAG_SECONDS,
                                                        behind(
                                                                at.lsn(),
                                                                last.lsn(),
                                                                last.commitTime()
                                                                        - at.commitTime()))));
    }

    private static double behind(String lsn, String of, long millis) {
        return Lsn.bytes(lsn) >= Lsn.bytes(of) ? 0 : Times.seconds(Math.max(0, millis));
    }

    private void lsn(String text, String point) {
        add(Metric.LSN_BYTES, Lsn.bytes(text), point);
    }

    private void add(Metric metric, long value, String... further) {
        add(metric, (double) value, further);
    }

    private void add(Metric metric, double value, String... further) {
        List<String> labels = new ArrayList<>();
        labels.add(migration.name().value());
        labels.add(status.database());
        labels.addAll(List.of(further));
        samples.add(new Sample(metric, labels, value));
    }
}
