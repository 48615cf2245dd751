package dev.dunlin.cdc;

import dev.dunlin.messaging.WorkContext;
import dev.dunlin.protocol.Position;
import dev.dunlin.protocol.Progress;
import dev.dunlin.protocol.Report;
import dev.dunlin.testkit.Await;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what work reports. */
final class RecordingContext implements WorkContext {

    private final List<Report> reports = new CopyOnWriteArrayList<>();
    private final List<Position> positions = new CopyOnWriteArrayList<>();

    @Override
    public void report(Report report) {
        reports.add(report);
    }

    @Override
    public void progress(Progress progress) {}

    @Override
    public void position(Position position) {
        positions.add(position);
    }

    @Override
    public boolean cancelled() {
        return false;
    }

    /** The reports of a kind so far, in order. */
    <T extends Report> List<T> all(Class<T> kind) {
        return reports.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** The positions of a kind so far, in order. */
    <T extends Position> List<T> positions(Class<T> kind) {
        return positions.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** The first report of a kind, waited for. */
    <T extends Report> T await(Class<T> kind) {
        return Await.value(
                        kind.getSimpleName(),
                        Duration.ofSeconds(30),
                        () -> all(kind),
                        found -> !found.isEmpty())
                .getFirst();
    }
}
