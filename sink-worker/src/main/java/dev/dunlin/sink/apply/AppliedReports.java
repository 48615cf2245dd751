package dev.dunlin.sink.apply;

import dev.dunlin.messaging.WorkContext;
import dev.dunlin.protocol.Job;
import dev.dunlin.protocol.Position;
import dev.dunlin.protocol.Report;
import java.time.Duration;

/**
 * Says how far apply is: positions four times a second while they move, so that the lag people see
 * is hardly older than it is, once a second while they stand; markers and pauses at once.
 */
final class AppliedReports {

    private static final long MOVED_NANOS = Duration.ofMillis(250).toNanos();
    private static final long STANDS_NANOS = Duration.ofSeconds(1).toNanos();
    private static final long ALIVE_NANOS = Duration.ofSeconds(5).toNanos();

    private final WorkContext context;
    private long lastPosition = System.nanoTime() - STANDS_NANOS;
    private long lastLsn;
    private long lastAlive = System.nanoTime();
    private long lastVersion = -1;
    private int pausedRequest = -1;
    private String pausedAt = "";

    AppliedReports(WorkContext context) {
        this.context = context;
    }

    /** The position, if it is time. Whoever will hold at a place is no nearer to the source. */
    void position(Job.ApplyChanges job, Applied applied) {
        long now = System.nanoTime();
        if (now - lastPosition >= (applied.lsn() == lastLsn ? STANDS_NANOS : MOVED_NANOS)) {
            lastPosition = now;
            lastLsn = applied.lsn();
            positionNow(job, applied);
        }
        if (now - lastAlive >= ALIVE_NANOS && applied.version() != lastVersion) {
            lastAlive = now;
            lastVersion = applied.version();
            context.report(new Report.WorkerAlive(job.migration(), job.id()));
        }
    }

    private void positionNow(Job.ApplyChanges job, Applied applied) {
        context.position(
                new Position.Applied(
                        job.migration(),
                        job.database(),
                        Lsn.text(applied.lsn()),
                        applied.commitTime(),
                        applied.changes(),
                        applied.transactions(),
                        applied.oneByOne(),
                        !job.pauseAt().isEmpty()));
    }

    /** The last marker that is applied, if there is one. */
    void marker(Job.ApplyChanges job, Applied applied) {
        Applied.Marker marker = applied.marker();
        if (marker.number() >= 0) {
            context.report(
                    new Report.MarkerApplied(
                            job.migration(),
                            job.database(),
                            marker.number(),
                            Lsn.text(marker.lsn()),
                            marker.changes()));
            positionNow(job, applied);
        }
    }

    /** Whether it was said that apply holds, as this specification asks for. */
    boolean saidPaused(Job.ApplyChanges job) {
        return job.request() == pausedRequest && job.pauseAt().equals(pausedAt);
    }

    /** A snapshot of the target stands where it was asked for; without a name it cannot. */
    void anchored(Job.ApplyChanges job, String snapshot) {
        context.report(
                new Report.TargetAnchored(
                        job.migration(), job.database(), job.request(), snapshot));
    }

    /** Apply holds. */
    void paused(Job.ApplyChanges job, Applied applied) {
        positionNow(job, applied);
        context.report(
                new Report.ApplyPaused(
                        job.migration(), job.database(), Lsn.text(applied.lsn()), job.request()));
        pausedRequest = job.request();
        pausedAt = job.pauseAt();
    }
}
