package dev.dunlin.coordinator.figures;

import dev.dunlin.messaging.StatusView;
import dev.dunlin.messaging.WorkersView;
import dev.dunlin.metrics.Sample;
import dev.dunlin.metrics.TableSeries;
import dev.dunlin.protocol.DatabaseStatus;
import dev.dunlin.protocol.MigrationStatus;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;

/**
 * All migrations and workers as samples. Parts are told as databases of their whole, under the
 * names people know.
 */
public final class Figures implements Supplier<List<Sample>> {

    private final Supplier<StatusView> view;
    private final Supplier<WorkersView> workers;
    private final TableSeries tables;
    private final CopyProgress progress = new CopyProgress();

    /**
     * Figures of what is known when they are asked for.
     *
     * @param tables of which tables there are series
     */
    public Figures(Supplier<StatusView> view, Supplier<WorkersView> workers, TableSeries tables) {
        this.view = view;
        this.workers = workers;
        this.tables = tables;
    }

    @Override
    public List<Sample> get() {
        StatusView now = view.get();
        List<MigrationStatus> migrations =
                now.migrations().values().stream()
                        .filter(status -> !status.name().isPart())
                        .sorted(Comparator.comparing(status -> status.name().value()))
                        .toList();
        List<Sample> samples = new ArrayList<>();
        for (MigrationStatus migration : migrations) {
            samples.addAll(MigrationFigures.of(migration));
            for (DatabaseStatus database : migration.databases()) {
                samples.addAll(of(now, migration, database));
            }
        }
        samples.addAll(WorkerFigures.of(migrations, workers.get()));
        progress.keepOnly(migrations);
        return samples;
    }

    private List<Sample> of(StatusView now, MigrationStatus migration, DatabaseStatus database) {
        List<Sample> samples = new ArrayList<>(DatabaseFigures.of(migration, database));
        progress.of(migration, database).ifPresent(samples::add);
        samples.addAll(new TableFigures(now, migration, database).samples(tables));
        if (!migration.state().ended() && !database.state().ended()) {
            samples.addAll(new FollowingFigures(now, migration, database).samples());
        }
        return samples;
    }
}
