package dev.dunlin.coordinator.migration;

import dev.dunlin.protocol.ComparisonStatus.Outcome;
import java.util.List;

/**
 * Source and target compared on request, beside whatever the migration does.
 *
 * @param stage how far it is
 * @param since when it began, or began anew, epoch milliseconds
 * @param round counts how often it began anew
 * @param lsn of the source's snapshot; empty when the sides are compared as they stand
 * @param targetSnapshot of the target at that LSN; empty when it is compared as it stands
 * @param tables that were compared
 * @param message why it did not come to its end, empty otherwise
 */
public record Comparison(
        Pending command,
        Stage stage,
        long startedAt,
        long since,
        long endedAt,
        int round,
        String lsn,
        String targetSnapshot,
        int tables,
        List<String> differences,
        String message) {

    static final Comparison NONE =
            new Comparison(
                    new Pending("", "", ""), Stage.NONE, 0, 0, 0, 0, "", "", 0, List.of(), "");

    /** How far it is. */
    public enum Stage {
        /** Nobody asked yet. */
        NONE,
        /** Apply is to hold, so that the source's snapshot is ahead of it. */
        HOLDING,
        /** A snapshot of the source is taken. */
        SNAPSHOT,
        /** Apply goes on to where that was taken, and keeps a snapshot of the target there. */
        ANCHORING,
        /** Digests are made. */
        COMPARING,
        ENDED
    }

    static Comparison asked(Pending command, Stage first, long at) {
        return new Comparison(command, first, at, at, 0, 0, "", "", 0, List.of(), "");
    }

    Comparison in(Stage next) {
        return new Comparison(
                command,
                next,
                startedAt,
                since,
                endedAt,
                round,
                lsn,
                targetSnapshot,
                tables,
                differences,
                message);
    }

    Comparison anchored(String at) {
        return new Comparison(
                command,
                Stage.ANCHORING,
                startedAt,
                since,
                endedAt,
                round,
                at,
                "",
                tables,
                differences,
                message);
    }

    Comparison opened(String snapshot) {
        return new Comparison(
                command,
                Stage.COMPARING,
                startedAt,
                since,
                endedAt,
                round,
                lsn,
                snapshot,
                tables,
                differences,
                message);
    }

    Comparison anew(Stage first, long at) {
        return new Comparison(
                command, first, startedAt, at, 0, round + 1, "", "", 0, List.of(), "");
    }

    Comparison differing(List<String> all) {
        return new Comparison(
                command,
                stage,
                startedAt,
                since,
                endedAt,
                round,
                lsn,
                targetSnapshot,
                tables,
                all,
                message);
    }

    Comparison ended(int compared, String why, long at) {
        return new Comparison(
                command,
                Stage.ENDED,
                startedAt,
                since,
                at,
                round,
                lsn,
                "",
                compared,
                differences,
                why);
    }

    /** Whether there is one under way. */
    public boolean active() {
        return stage != Stage.NONE && stage != Stage.ENDED;
    }

    /** Whether apply is to hold for its sake. */
    public boolean holdsApply() {
        return stage == Stage.HOLDING || stage == Stage.SNAPSHOT;
    }

    /** Whether it needs a snapshot of the source. */
    public boolean needsSnapshot() {
        return stage == Stage.SNAPSHOT || stage == Stage.ANCHORING || stage == Stage.COMPARING;
    }

    /** What its snapshot is taken for. */
    public long occasion() {
        return startedAt + round;
    }

    /** What it came to. */
    public Outcome outcome() {
        if (active()) {
            return Outcome.RUNNING;
        } else if (!differences.isEmpty()) {
            return Outcome.DIFFERENT;
        }
        return message.isEmpty() ? Outcome.EQUAL : Outcome.ENDED;
    }
}
