package dev.dunlin.app.show;

import dev.dunlin.protocol.DatabasePhase;
import dev.dunlin.protocol.MigrationState;
import dev.dunlin.protocol.MigrationStatus;
import dev.dunlin.protocol.Readiness;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A migration at one moment, with what only the watching process knows.
 *
 * @param elapsed since the command began
 * @param rowsUnderWay rows on the target that are not committed yet
 * @param bytesUnderWay the same in bytes
 * @param activities what is being worked on, by name
 * @param readiness of each database that follows its source
 * @param place options that let another command find this migration
 */
record Picture(
        MigrationStatus status,
        Duration elapsed,
        long rowsUnderWay,
        long bytesUnderWay,
        RateMeter.Rates rates,
        List<String> activities,
        List<Readiness> readiness,
        String place) {

    private static final double LEAST_FOR_ESTIMATE = 0.01;
    private static final double MOST_BEFORE_DONE = 0.99;

    Picture {
        activities = List.copyOf(activities);
        readiness = List.copyOf(readiness);
    }

    /** A migration as somebody sees it who looks once. */
    static Picture of(
            MigrationStatus status, List<Readiness> readiness, Instant now, String place) {
        return new Picture(
                status,
                Duration.between(Instant.parse(status.startedAt()), now),
                0,
                0,
                RateMeter.Rates.UNKNOWN,
                List.of(),
                readiness,
                place);
    }

    Totals totals() {
        return Totals.of(status.databases());
    }

    /** How far the source is followed, while it is. */
    Optional<Following> following() {
        return Following.of(status, readiness);
    }

    /** Whether every database is past its copy. */
    boolean copied() {
        return status.state() == MigrationState.SUCCEEDED
                || (!status.databases().isEmpty()
                        && !totals().slowest().before(DatabasePhase.INDEXES));
    }

    /** The part of the planned bytes that is on the target, rows under way included. */
    double plannedBytesDone() {
        Totals totals = totals();
        double perByte =
                totals.bytes() == 0 ? 1 : (double) totals.plannedBytesLoaded() / totals.bytes();
        double done = totals.plannedBytesLoaded() + perByte * bytesUnderWay;
        return Math.min(done, (double) totals.bytesPlanned());
    }

    /** How much of the copy is done: 1 only when the phase says so, 0.99 at most before. */
    double copyFraction() {
        if (copied()) {
            return 1;
        }
        Totals totals = totals();
        double done =
                totals.bytesPlanned() > 0
                        ? plannedBytesDone() / totals.bytesPlanned()
                        : part(totals.tablesLoaded(), totals.tables());
        return Math.clamp(done, 0, MOST_BEFORE_DONE);
    }

    /** Time the copy still needs; unknown before one hundredth is done. */
    Optional<Duration> copyRemaining() {
        double fraction = copyFraction();
        if (copied() || fraction < LEAST_FOR_ESTIMATE || rates.planned() <= 0) {
            return Optional.empty();
        }
        double rest = Math.max(0, totals().bytesPlanned() - plannedBytesDone());
        return Optional.of(Duration.ofMillis((long) (1000 * rest / rates.planned())));
    }

    /** A part that reaches 1 only when nothing is left. */
    static double part(long done, long total) {
        return total <= 0 ? 0 : Math.clamp((double) done / total, 0, 1);
    }
}
