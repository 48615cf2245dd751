package dev.dunlin.coordinator.readiness;

import dev.dunlin.protocol.Position;
import dev.dunlin.protocol.Readiness;
import java.util.List;
import java.util.Optional;

/** Figures of a database that is followed, and the verdict they lead to. */
record Assessment(Following following, long now) {

    /** What a lag may be for a database to be called ready; a cutover has its own limit. */
    static final long LAG_LIMIT_MILLIS = 10_000;

    /** The verdict. */
    Readiness readiness() {
        List<Readiness.Blocker> blockers = new Blockers(this).all();
        Optional<Position.AtSource> source = source();
        return new Readiness(
                following.migration(),
                following.database(),
                source.map(Position.AtSource::clock).orElse(0L),
                blockers.isEmpty(),
                lagMillis(),
                lagBytes(),
                following.pendingChanges(),
                following.captured().perSecond(),
                following.applied().perSecond(),
                catchUpMillis(),
                source.map(Position.AtSource::retainedBytes).orElse(0L),
                source.map(Position.AtSource::overLimit).orElse(false),
                blockers);
    }

    Optional<Position.AtSource> source() {
        return following.last(Position.AtSource.class);
    }

    Optional<Position.Applied> applied() {
        return following.last(Position.Applied.class);
    }

    /** Age of what was applied last, by the source's clock; -1 while it is not known. */
    long lagMillis() {
        if (lagBytes() <= 0) {
            return lagBytes();
        }
        long committed = applied().map(Position.Applied::commitTime).orElse(0L);
        long clock = source().map(Position.AtSource::clock).orElse(0L);
        return committed == 0 ? -1 : Math.max(0, clock - committed);
    }

    long lagBytes() {
        if (source().isEmpty() || applied().isEmpty()) {
            return -1;
        }
        long written = Lsn.bytes(source().get().writtenLsn());
        return Math.max(0, written - Lsn.bytes(applied().get().lsn()));
    }

    /**
     * Less than a second's work is what a stream always has on its way: the time it takes is told.
     * More than that shrinks only as fast as apply is ahead of capture.
     */
    long catchUpMillis() {
        long pending = following.pendingChanges();
        long applying = following.applied().perSecond();
        long gain = applying - following.captured().perSecond();
        if (pending == 0) {
            return lagMillis() >= 0 && lagMillis() <= LAG_LIMIT_MILLIS ? 0 : -1;
        }
        if (pending <= applying) {
            return pending * 1000 / applying;
        }
        return gain > 0 ? pending * 1000 / gain : -1;
    }

    /** Whether more is captured than applied, for long enough to say so. */
    boolean fallsBehind() {
        Window pending = following.pending();
        return following.captured().perSecond() > following.applied().perSecond()
                && following.pendingChanges() > following.applied().perSecond()
                && pending.millis() >= Window.MILLIS / 2
                && pending.growth() > 0;
    }
}
