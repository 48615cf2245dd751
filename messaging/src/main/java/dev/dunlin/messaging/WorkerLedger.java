package dev.dunlin.messaging;

import dev.dunlin.messaging.WorkersView.Place;
import dev.dunlin.protocol.WorkerStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What was heard of workers, and when. Times are the reader's, so that clocks may differ. */
final class WorkerLedger {

    private static final Duration SILENCE = Duration.ofSeconds(WorkerStatus.SILENCE_SECONDS);
    private static final Duration REMEMBERED = Duration.ofDays(1);

    private record Heard(WorkerStatus status, Instant at) {}

    private final Map<String, Heard> heard = new HashMap<>();
    private final Map<Place, Instant> left = new HashMap<>();

    synchronized void heard(WorkerStatus status, Instant at) {
        heard.put(status.id(), new Heard(status, at));
    }

    /** A worker stopped in order. */
    synchronized void left(String id, Instant at) {
        Heard last = heard.remove(id);
        if (last != null) {
            noteLeft(last.status(), at);
        }
    }

    synchronized WorkersView view(boolean known, Instant now) {
        heard.values().removeIf(last -> last.at().plus(REMEMBERED).isBefore(now));
        heard.values().stream()
                .filter(last -> !present(last, now))
                .forEach(last -> noteLeft(last.status(), last.at()));
        List<WorkerStatus> present =
                heard.values().stream()
                        .filter(last -> present(last, now))
                        .map(Heard::status)
                        .sorted(Comparator.comparing(WorkerStatus::id))
                        .toList();
        return new WorkersView(known, present, left);
    }

    private static boolean present(Heard last, Instant now) {
        return !last.at().plus(SILENCE).isBefore(now);
    }

    private void noteLeft(WorkerStatus status, Instant at) {
        left.merge(
                new Place(status.role(), status.pool()),
                at,
                (one, other) -> one.isAfter(other) ? one : other);
    }
}
