package dev.dunlin.snapshot;

import dev.dunlin.messaging.WorkContext;
import dev.dunlin.protocol.Position;
import dev.dunlin.protocol.Progress;
import dev.dunlin.protocol.Report;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what work reports. */
final class RecordingContext implements WorkContext {

    private final List<Report> reports = new CopyOnWriteArrayList<>();
    private volatile boolean cancelled;

    @Override
    public void report(Report report) {
        reports.add(report);
    }

    @Override
    public void progress(Progress progress) {}

    @Override
    public void position(Position position) {}

    @Override
    public boolean cancelled() {
        return cancelled;
    }

    void cancel() {
        cancelled = true;
    }

    /** The reports of a kind so far, in order. */
    <T extends Report> List<T> all(Class<T> kind) {
        return reports.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** The last report of a kind. */
    <T extends Report> T last(Class<T> kind) {
        return all(kind).getLast();
    }

    /** The {@code count}-th report of a kind, waited for. */
    <T extends Report> T await(Class<T> kind, int count) {
        return dev.dunlin.testkit.Await.value(
                        count + " × " + kind.getSimpleName(),
                        Duration.ofSeconds(40),
                        () -> all(kind),
                        found -> found.size() >= count)
                .get(count - 1);
    }
}
