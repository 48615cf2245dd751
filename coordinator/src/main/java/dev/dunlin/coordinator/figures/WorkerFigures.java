package dev.dunlin.coordinator.figures;

import dev.dunlin.coordinator.WorkerConditions;
import dev.dunlin.messaging.WorkersView;
import dev.dunlin.messaging.WorkersView.Place;
import dev.dunlin.metrics.Metric;
import dev.dunlin.metrics.Sample;
import dev.dunlin.protocol.MigrationStatus;
import dev.dunlin.protocol.WorkerStatus;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The workers, and the places where one is needed. */
final class WorkerFigures {

    private WorkerFigures() {}

    /** Nothing while it is not known who is there. */
    static List<Sample> of(List<MigrationStatus> migrations, WorkersView workers) {
        if (!workers.known()) {
            return List.of();
        }
        Map<Place, List<WorkerStatus>> places =
                new TreeMap<>(Comparator.comparing(Place::pool).thenComparing(Place::role));
        migrations.stream()
                .filter(status -> !status.state().ended())
                .flatMap(status -> WorkerConditions.needed(status.spec()))
                .forEach(place -> places.put(place, new ArrayList<>()));
        for (WorkerStatus worker : workers.present()) {
            places.computeIfAbsent(new Place(worker.role(), worker.pool()), _ -> new ArrayList<>())
                    .add(worker);
        }
        List<Sample> samples = new ArrayList<>();
        places.forEach((place, there) -> samples.addAll(of(place, there)));
        return samples;
    }

    private static List<Sample> of(Place place, List<WorkerStatus> there) {
        String pool = place.pool();
        String role = place.role().label();
        int tasks = there.stream().mapToInt(worker -> worker.tasks().size()).sum();
        int jobs = there.stream().mapToInt(worker -> worker.jobs().size()).sum();
        List<Sample> samples = new ArrayList<>();
        samples.add(Sample.of(Metric.POOL_WORKERS, there.size(), pool, role));
        samples.add(Sample.of(Metric.WORKER_TASKS, tasks, pool, role, "task"));
        samples.add(Sample.of(Metric.WORKER_TASKS, jobs, pool, role, "job"));
        for (WorkerStatus worker : there) {
            samples.add(
                    Sample.of(
                            Metric.WORKER_HEARTBEAT_TIMESTAMP_SECONDS,
                            Times.seconds(worker.lastSeen()),
                            worker.id(),
                            pool,
                            role));
        }
        return samples;
    }
}
