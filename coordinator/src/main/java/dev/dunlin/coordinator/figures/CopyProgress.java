package dev.dunlin.coordinator.figures;

import dev.dunlin.metrics.Metric;
import dev.dunlin.metrics.Sample;
import dev.dunlin.protocol.DatabasePhase;
import dev.dunlin.protocol.DatabaseStatus;
import dev.dunlin.protocol.MigrationName;
import dev.dunlin.protocol.MigrationStatus;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * When copies committed something last. A status says when it changed, for whatever reason: the
 * time counts only when more chunks are loaded than before. A process that has just started takes
 * the time of the last change.
 */
final class CopyProgress {

    private record Key(MigrationName migration, String database) {}

    private record Seen(int chunks, double at) {}

    private final Map<Key, Seen> seen = new ConcurrentHashMap<>();

    /** The time of one database; empty outside of the copy. */
    Optional<Sample> of(MigrationStatus migration, DatabaseStatus status) {
        Key key = new Key(migration.name(), status.database());
        if (status.phase() != DatabasePhase.COPY || migration.state().ended()) {
            seen.remove(key);
            return Optional.empty();
        }
        double changed = Times.seconds(migration.updatedAt());
        Seen now =
                seen.merge(
                        key,
                        new Seen(status.chunksLoaded(), changed),
                        (before, next) -> before.chunks() == next.chunks() ? before : next);
        return Optional.of(
                Sample.of(
                        Metric.COPY_LAST_PROGRESS_TIMESTAMP_SECONDS,
                        now.at(),
                        migration.name().value(),
                        status.database()));
    }

    /** Forgets migrations that are gone. */
    void keepOnly(List<MigrationStatus> migrations) {
        Set<MigrationName> names =
                migrations.stream().map(MigrationStatus::name).collect(Collectors.toSet());
        seen.keySet().removeIf(key -> !names.contains(key.migration()));
    }
}
