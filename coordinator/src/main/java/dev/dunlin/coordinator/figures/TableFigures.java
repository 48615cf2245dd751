package dev.dunlin.coordinator.figures;

import dev.dunlin.messaging.StatusView;
import dev.dunlin.metrics.Metric;
import dev.dunlin.metrics.Sample;
import dev.dunlin.metrics.TableSeries;
import dev.dunlin.protocol.DatabasePhase;
import dev.dunlin.protocol.DatabaseStatus;
import dev.dunlin.protocol.MigrationMode;
import dev.dunlin.protocol.MigrationStatus;
import dev.dunlin.protocol.TableStatus;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The tables of a database: how many are how far, and single ones where they are asked for. */
final class TableFigures {

    private static final List<String> STATUSES =
            List.of(
                    "queued",
                    "copying",
                    "indexing",
                    "copied",
                    "streaming",
                    "verified",
                    "failed",
                    "skipped");

    private final List<TableStatus> tables;
    private final String migration;
    private final String database;
    private final boolean follows;

    TableFigures(StatusView view, MigrationStatus migration, DatabaseStatus status) {
        this.migration = migration.name().value();
        this.database = status.database();
        this.tables =
                view.tables(migration.name()).values().stream()
                        .filter(table -> table.table().database().equals(database))
                        .toList();
        this.follows =
                migration.spec().mode() == MigrationMode.ONLINE
                        && !status.phase().before(DatabasePhase.CATCHUP)
                        && status.phase().before(DatabasePhase.VIEWS);
    }

    List<Sample> samples(TableSeries series) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        STATUSES.forEach(status -> counts.put(status, 0));
        tables.forEach(table -> counts.merge(status(table), 1, Integer::sum));
        List<Sample> samples = new ArrayList<>();
        counts.forEach(
                (status, count) ->
                        samples.add(Sample.of(Metric.TABLES, count, migration, database, status)));
        tables.stream()
                .filter(table -> shown(table, series))
                .forEach(table -> samples.addAll(of(table)));
        return samples;
    }

    private String status(TableStatus table) {
        return switch (table.phase()) {
            case PLANNED -> "queued";
            case COPYING, RESETTING -> "copying";
            case KEYS, INDEXES -> "indexing";
            case BUILT, FOREIGN_KEYS, COMPLETE, VERIFYING -> follows ? "streaming" : "copied";
            case VERIFIED -> "verified";
            case DIFFERENT -> "failed";
            case SKIPPED -> "skipped";
        };
    }

    private boolean shown(TableStatus table, TableSeries series) {
        return switch (series) {
            case NONE -> false;
            case ALL -> true;
            case COPYING ->
                    switch (table.phase()) {
                        case COPYING, RESETTING, KEYS, INDEXES -> true;
                        default -> false;
                    };
        };
    }

    private List<Sample> of(TableStatus table) {
        String schema = table.name().schema();
        String name = table.name().name();
        return List.of(
                Sample.of(
                        Metric.TABLE_MIGRATED_ROWS,
                        table.rows(),
                        migration,
                        database,
                        schema,
                        name),
                Sample.of(
                        Metric.TABLE_EXPECTED_BYTES,
                        table.plannedBytes(),
                        migration,
                        database,
                        schema,
                        name),
                chunks(table, table.chunksLoaded(), "loaded"),
                chunks(table, table.chunks() - table.chunksLoaded(), "waiting"));
    }

    private Sample chunks(TableStatus table, int count, String status) {
        return Sample.of(
                Metric.TABLE_CHUNKS,
                count,
                migration,
                database,
                table.name().schema(),
                table.name().name(),
                status);
    }
}
