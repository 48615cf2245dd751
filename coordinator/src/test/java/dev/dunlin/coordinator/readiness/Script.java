package dev.dunlin.coordinator.readiness;

import dev.dunlin.protocol.MigrationName;
import dev.dunlin.protocol.Position;
import dev.dunlin.protocol.Readiness;
import java.util.List;

/** A database that is followed, told second by second; LSNs are numbers here. */
final class Script {

    static final MigrationName NAME = new MigrationName("move");
    static final long START = 1_700_000_000_000L;

    private Following following = Following.of(NAME, "shop");
    private long now = START;

    static String lsn(long bytes) {
        return "%X/%X".formatted(bytes >> 32, bytes & 0xFFFF_FFFFL);
    }

    static Position.AtSource source(long clock, long written) {
        return new Position.AtSource(
                NAME, "shop", clock, lsn(written), lsn(1), 1 << 20, -1, "reserved", true, false);
    }

    static Position.Captured captured(long lsn, long changes, long epoch) {
        return new Position.Captured(NAME, "shop", lsn(lsn), START, changes, changes, epoch);
    }

    static Position.Applied applied(long lsn, long commitTime, long changes) {
        return new Position.Applied(NAME, "shop", lsn(lsn), commitTime, changes, changes, 0, false);
    }

    long now() {
        return now;
    }

    /** Lets time pass. */
    Script after(long millis) {
        now += millis;
        return this;
    }

    /** Hears a position at this moment. */
    Script hear(Position position) {
        following = following.with(position, now);
        return this;
    }

    Script source(long written) {
        return hear(source(now, written));
    }

    Following following() {
        return following;
    }

    Readiness readiness() {
        return new Assessment(following, now).readiness();
    }

    List<String> blockers() {
        return codes(readiness());
    }

    static List<String> codes(Readiness readiness) {
        return readiness.blockers().stream().map(Readiness.Blocker::code).toList();
    }
}
