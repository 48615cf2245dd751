package dev.dunlin.coordinator.readiness;

import dev.dunlin.protocol.Position;
import dev.dunlin.protocol.Readiness.Blocker;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What stands against a cutover, with figures that stay the same while nothing changes. */
final class Blockers {

    private static final long SILENCE_MILLIS = 15_000;

    private final Assessment assessment;
    private final Following following;
    private final List<Blocker> found = new ArrayList<>();

    Blockers(Assessment assessment) {
        this.assessment = assessment;
        this.following = assessment.following();
    }

    List<Blocker> all() {
        heard("SOURCE", "the source", Position.AtSource.class);
        heard("CAPTURE", "capture", Position.Captured.class);
        apply();
        assessment.source().ifPresent(this::slot);
        lag();
        return List.copyOf(found);
    }

    private void heard(String code, String who, Class<? extends Position> kind) {
        long last = following.lastHeard(kind);
        if (last == 0) {
            add(code + "-UNKNOWN", "nothing has been heard of " + who + " yet");
        } else if (assessment.now() - last > SILENCE_MILLIS) {
            add(
                    code + "-SILENT",
                    "nothing has been heard of " + who + " since " + Instant.ofEpochMilli(last));
        }
    }

    private void apply() {
        if (assessment.applied().isEmpty()) {
            add("COPY", "changes are not applied yet: the copy is not finished");
            return;
        }
        heard("APPLY", "apply", Position.Applied.class);
        Position.Applied applied = assessment.applied().get();
        if (applied.paused()) {
            add(
                    "PAUSED",
                    "apply stands at %s: tables or constraints are still being made"
                            .formatted(applied.lsn()));
        }
    }

    private void slot(Position.AtSource source) {
        if (source.confirmedLsn().isEmpty()) {
            add("SLOT-MISSING", "the replication slot is not there");
            return;
        }
        switch (source.walStatus()) {
            case "lost" -> add("SLOT-LOST", "the replication slot is lost: its WAL was removed");
            case "unreserved" ->
                    add(
                            "SLOT-AT-RISK",
                            "the replication slot will be lost at the next checkpoint: it holds "
                                    + megabytes(source.retainedBytes())
                                    + " of WAL back");
            default -> {}
        }
        if (source.overLimit()) {
            add(
                    "SLOT-LIMIT",
                    "the replication slot holds "
                            + megabytes(source.retainedBytes())
                            + " of WAL back, more than allowed");
        }
    }

    private void lag() {
        if (assessment.source().isEmpty() || assessment.applied().isEmpty()) {
            return;
        }
        long lag = assessment.lagMillis();
        if (lag < 0) {
            add("LAG", "the lag is not known yet: no transaction has been applied");
        } else if (lag > Assessment.LAG_LIMIT_MILLIS) {
            add(
                    "LAG",
                    "the target is %d s behind, %d s are allowed"
                            .formatted(lag / 1000, Assessment.LAG_LIMIT_MILLIS / 1000));
        }
        if (assessment.fallsBehind()) {
            add(
                    "FALLING-BEHIND",
                    "%d changes/s are captured and %d applied; %d are waiting"
                            .formatted(
                                    following.captured().perSecond(),
                                    following.applied().perSecond(),
                                    following.pendingChanges()));
        }
    }

    private static String megabytes(long bytes) {
        return (bytes >> 20) + " MB";
    }

    private void add(String code, String message) {
        found.add(new Blocker("DUN-RDY-" + code, message));
    }
}
