package dev.dunlin.coordinator.migration;

import dev.dunlin.protocol.MigrationName;
import dev.dunlin.protocol.Readiness;
import dev.dunlin.protocol.TableFence;
import java.util.List;

/**
 * How a database is followed after its copy.
 *
 * @param startLsn where the slot's changes begin, empty before there is one
 * @param capture requests to the capture job, 0 before the first
 * @param apply requests to the apply job, 0 before the first
 * @param fence LSN of the latest snapshot: earlier changes are in the copy
 * @param fences tables that were copied under an earlier snapshot
 * @param late tables that wait for a snapshot of their own
 * @param markers markers written into the source so far
 * @param changes row changes that came before the last marker, and after the one before that
 * @param sessions sessions that were at work on the source when the last marker was written
 * @param fencings how often the source was fenced, or the fence lifted
 * @param fenced whether the source takes no writes because of this migration
 * @param readiness the last one recorded
 * @param holds the request to apply that was last answered by holding, 0 before the first
 */
public record Following(
        String startLsn,
        int capture,
        int apply,
        String fence,
        List<TableFence> fences,
        Late late,
        int markers,
        long changes,
        int sessions,
        int fencings,
        boolean fenced,
        Readiness readiness,
        int holds) {

    static Following none(String database, MigrationName migration) {
        return new Following(
                "",
                0,
                0,
                "",
                List.of(),
                Late.NONE,
                0,
                0,
                0,
                0,
                false,
                unknown(database, migration),
                0);
    }

    private static Readiness unknown(String database, MigrationName migration) {
        return new Readiness(
                migration, database, 0, false, -1, -1, 0, 0, 0, -1, 0, false, List.of());
    }

    Following prepared(String lsn) {
        return new Following(
                lsn, capture, apply, fence, fences, late, markers, changes, sessions, fencings,
                fenced, readiness, holds);
    }

    Following asked(int captures, int applies) {
        return new Following(
                startLsn, captures, applies, fence, fences, late, markers, changes, sessions,
                fencings, fenced, readiness, holds);
    }

    Following copiedUnder(String lsn, List<TableFence> earlier) {
        return new Following(
                startLsn, capture, apply, lsn, earlier, late, markers, changes, sessions, fencings,
                fenced, readiness, holds);
    }

    Following marked(int number, long rows, int atWork) {
        return new Following(
                startLsn, capture, apply, fence, fences, late, number, rows, atWork, fencings,
                fenced, readiness, holds);
    }

    Following fencing(int number, boolean now) {
        return new Following(
                startLsn, capture, apply, fence, fences, late, markers, changes, sessions, number,
                now, readiness, holds);
    }

    Following measured(Readiness value) {
        return new Following(
                startLsn, capture, apply, fence, fences, late, markers, changes, sessions, fencings,
                fenced, value, holds);
    }

    Following holding(int request) {
        return new Following(
                startLsn, capture, apply, fence, fences, late, markers, changes, sessions, fencings,
                fenced, readiness, request);
    }

    /** Whether apply runs, and has not said yet that it holds as it was last told to. */
    public boolean awaitsHold() {
        return apply > 0 && holds != apply;
    }

    Following waiting(Late value) {
        return new Following(
                startLsn, capture, apply, fence, fences, value, markers, changes, sessions,
                fencings, fenced, readiness, holds);
    }

    /**
     * Tables that were truncated or rewritten after the snapshot, before they were copied.
     *
     * @param tables their numbers
     * @param round counts the snapshots that were asked for their sake
     */
    public record Late(List<Integer> tables, int round) {
        static final Late NONE = new Late(List.of(), 0);
    }
}
