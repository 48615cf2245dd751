package dev.dunlin.app.show;

import dev.dunlin.protocol.Finding;
import dev.dunlin.protocol.MigrationStatus;
import dev.dunlin.protocol.Severity;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Shows a migration while it runs: bars that are drawn over on a terminal; elsewhere one line every
 * ten seconds and at every change of phase. Warnings are shown once, as soon as they are known.
 */
public final class LiveDisplay implements AutoCloseable {

    private static final Duration LINE_PERIOD = Duration.ofSeconds(10);
    private static final long DRAW_MILLIS = 200;

    private final RunView view;
    private final Terminal terminal;
    private final Style style;
    private final boolean quiet;
    private final InstantSource clock;
    private final Screen screen;
    private final Set<Finding> shown = new HashSet<>();
    private final ScheduledExecutorService ticker =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("display").factory());
    private final Queue<String> said = new ConcurrentLinkedQueue<>();
    private String lastPhase = "";
    private Instant lastLine = Instant.EPOCH;

    public LiveDisplay(
            RunView view, Terminal terminal, Style style, boolean quiet, InstantSource clock) {
        this.view = view;
        this.terminal = terminal;
        this.style = style;
        this.quiet = quiet;
        this.clock = clock;
        this.screen = new Screen(terminal);
    }

    /** Starts showing. */
    public void start() {
        var _ = ticker.scheduleWithFixedDelay(this::tick, 0, DRAW_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Shows a line above what is live, from any thread. */
    public void keep(String line) {
        said.add(line);
    }

    private synchronized void tick() {
        Optional<Picture> picture = view.picture();
        if (picture.isEmpty()) {
            return;
        }
        List<String> kept = news(picture.get().status());
        if (terminal.interactive() && !quiet) {
            List<String> live = new Frame(style, terminal.size().columns()).lines(picture.get());
            screen.draw(kept, live);
        } else {
            kept.forEach(line -> terminal.write(line + "\n"));
            line(picture.get());
        }
    }

    private List<String> news(MigrationStatus status) {
        List<String> lines = new ArrayList<>();
        for (String line = said.poll(); line != null; line = said.poll()) {
            lines.add(line);
        }
        for (Finding finding : status.findings()) {
            if (finding.severity() == Severity.WARNING && shown.add(finding)) {
                lines.addAll(Problems.finding(finding, style));
            }
        }
        return lines;
    }

    private void line(Picture picture) {
        Instant now = clock.instant();
        String phase = Phases.of(picture.status()) + next(picture);
        boolean early = phase.equals(lastPhase) && now.isBefore(lastLine.plus(LINE_PERIOD));
        if (quiet || early || picture.status().state().ended()) {
            return;
        }
        lastPhase = phase;
        lastLine = now;
        terminal.write(StatusLine.of(picture, now) + "\n");
    }

    /** Becoming ready is as good as a change of phase. */
    private static String next(Picture picture) {
        return picture.following().filter(Following::ready).map(_ -> " ready").orElse("");
    }

    /** Shows what was not shown yet and takes the live lines away. Safe to call twice. */
    public void stop() {
        ticker.shutdownNow();
        synchronized (this) {
            screen.clear();
            view.status()
                    .map(this::news)
                    .orElse(List.of())
                    .forEach(line -> terminal.write(line + "\n"));
        }
    }

    @Override
    public void close() {
        stop();
    }
}
