package dev.dunlin.sink;

import dev.dunlin.messaging.WorkContext;
import dev.dunlin.protocol.Position;
import dev.dunlin.protocol.Progress;
import dev.dunlin.protocol.Report;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Keeps what was reported; can take the work away after some questions whether it is. */
public final class RecordingContext implements WorkContext {

    private final List<Report> reports = new CopyOnWriteArrayList<>();
    private final List<Progress> progress = new CopyOnWriteArrayList<>();
    private final List<Position> positions = new CopyOnWriteArrayList<>();
    private final AtomicInteger questions = new AtomicInteger();
    private volatile int cancelledAfter = Integer.MAX_VALUE;

    @Override
    public void report(Report report) {
        reports.add(report);
    }

    @Override
    public void progress(Progress figures) {
        progress.add(figures);
    }

    @Override
    public void position(Position position) {
        positions.add(position);
    }

    @Override
    public boolean cancelled() {
        return questions.incrementAndGet() > cancelledAfter;
    }

    public RecordingContext cancelAfter(int answers) {
        cancelledAfter = answers;
        return this;
    }

    public List<Report> reports() {
        return reports;
    }

    public <T extends Report> List<T> reports(Class<T> kind) {
        return reports.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    public List<Progress> progress() {
        return progress;
    }

    public List<Position> positions() {
        return positions;
    }
}
