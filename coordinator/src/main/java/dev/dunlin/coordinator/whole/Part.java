package dev.dunlin.coordinator.whole;

import dev.dunlin.protocol.Command;
import dev.dunlin.protocol.Condition;
import dev.dunlin.protocol.DatabasePhase;
import dev.dunlin.protocol.MigrationMode;
import dev.dunlin.protocol.MigrationName;
import dev.dunlin.protocol.MigrationState;
import dev.dunlin.protocol.MigrationStatus;
import dev.dunlin.protocol.MigrationSubstate;
import dev.dunlin.protocol.Otherwise;
import org.jspecify.annotations.Nullable;

/**
 * One database's share of a whole, as far as the whole knows.
 *
 * @param waiting what it is told once there is a place
 * @param sent the last command that has it begin or go on
 * @param stale who had begun what it did when {@code sent} was sent: news of that is old
 * @param held whether it waits for a user before it begins
 * @param dropped given up before it began
 * @param status the newest that it told
 * @param startedBy the command behind that status
 * @param heardAt when it was heard of, or asked again, epoch milliseconds
 * @param refusal why {@code sent} was refused, empty otherwise
 */
public record Part(
        String database,
        MigrationName name,
        @Otherwise("null") @Nullable Command waiting,
        @Otherwise("null") @Nullable Command sent,
        String stale,
        boolean held,
        boolean dropped,
        @Otherwise("null") @Nullable MigrationStatus status,
        String startedBy,
        long heardAt,
        String refusal) {

    /** A part of a whole that begins, after one of the same name if there was one. */
    static Part begins(String database, MigrationName name, @Nullable Part before) {
        return new Part(
                database,
                name,
                null,
                null,
                "",
                false,
                false,
                before == null ? null : before.status,
                before == null ? "" : before.startedBy,
                0,
                "");
    }

    Part queued(@Nullable Command command) {
        return new Part(
                database, name, command, sent, stale, false, dropped, status, startedBy, heardAt,
                refusal);
    }

    Part sent(Command command, long at) {
        return new Part(
                database, name, null, command, startedBy, false, dropped, status, startedBy, at,
                "");
    }

    Part holding() {
        return new Part(
                database, name, waiting, sent, stale, true, dropped, status, startedBy, heardAt,
                refusal);
    }

    Part givenUp() {
        return new Part(
                database, name, null, sent, stale, false, true, status, startedBy, heardAt,
                refusal);
    }

    Part heard(String by, MigrationStatus news, long at) {
        return new Part(database, name, waiting, sent, stale, held, dropped, news, by, at, refusal);
    }

    Part heardAt(long at) {
        return new Part(
                database, name, waiting, sent, stale, held, dropped, status, startedBy, at,
                refusal);
    }

    /** What it did before goes for what it does. */
    Part refused(String why) {
        return new Part(
                database, name, waiting, sent, "", held, dropped, status, startedBy, heardAt, why);
    }

    /** What it told of what it was last sent, or null. */
    public @Nullable MigrationStatus current() {
        return sent == null || startedBy.equals(stale) ? null : status;
    }

    /** Its state; one that has not begun, or is to go on, is in progress. */
    public MigrationState state() {
        MigrationStatus current = current();
        if (dropped) {
            return MigrationState.CANCELED;
        } else if (waiting != null) {
            return MigrationState.IN_PROGRESS;
        } else if (current != null) {
            return current.state();
        }
        return refusal.isEmpty() ? MigrationState.IN_PROGRESS : MigrationState.FAILED;
    }

    /** Its substate. */
    public MigrationSubstate substate() {
        MigrationStatus current = current();
        if (dropped) {
            return MigrationSubstate.COMPLETED;
        }
        return current == null || waiting != null
                ? MigrationSubstate.PERFORMING_PREREQUISITE_STEPS
                : current.substate();
    }

    /** Whether the part itself exists. */
    boolean begun() {
        return sent != null;
    }

    boolean paused() {
        MigrationStatus current = current();
        return held
                || (current != null
                        && current.conditions().stream()
                                .anyMatch(c -> c.type().equals(Condition.PAUSED)));
    }

    /** Whether it takes a place: it reads its source as fast as it can. */
    boolean takesPlace() {
        if (!begun() || waiting != null || state().ended() || paused()) {
            return false;
        }
        MigrationStatus current = current();
        return current == null
                || current.spec().mode() == MigrationMode.OFFLINE
                || current.databases().stream()
                        .anyMatch(d -> d.phase().before(DatabasePhase.CATCHUP));
    }
}
