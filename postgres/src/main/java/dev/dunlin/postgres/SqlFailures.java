package dev.dunlin.postgres;

import dev.dunlin.protocol.Failure;
import dev.dunlin.protocol.FailureException;
import dev.dunlin.protocol.FailureKind;
import dev.dunlin.protocol.Side;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Set;

/**
 * Turns a driver's exception into a named failure: whose side it is, what was being done, the
 * SQLSTATE and what may be repeated of the server's words ({@link ServerWords}). Every error of a
 * database becomes text here and nowhere else.
 */
public final class SqlFailures {

    private static final Set<String> CONFLICTS = Set.of("40001", "40P01", "55P03", "53300");
    private static final Set<String> SHUTDOWNS = Set.of("57P01", "57P02", "57P03", "57P05");

    private SqlFailures() {}

    /**
     * The failure of something done to a database.
     *
     * @param doing what was being done, with the object by name: "copying table s.t"
     */
    public static FailureException of(SQLException cause, Side side, String doing) {
        String state = Objects.requireNonNullElse(cause.getSQLState(), "XX000");
        Reason reason = reason(state);
        String message =
                TextLimits.oneLine(doing)
                        + " on the "
                        + side.label()
                        + ": "
                        + primaryMessage(cause)
                        + " (SQLSTATE "
                        + state
                        + ")";
        Failure failure =
                new Failure(prefix(side) + reason.name(), kind(side), message, reason.action);
        return new FailureException(failure, retryable(cause), cause);
    }

    /** Whether the same may work a moment later: lost connections, restarts, lock conflicts. */
    public static boolean retryable(SQLException cause) {
        String state = Objects.requireNonNullElse(cause.getSQLState(), "");
        return lost(state) || CONFLICTS.contains(state);
    }

    /** Whether the connection is gone, so that only a new one can help. */
    public static boolean connectionLost(SQLException cause) {
        return lost(Objects.requireNonNullElse(cause.getSQLState(), ""));
    }

    private static boolean lost(String state) {
        return state.startsWith("08") || SHUTDOWNS.contains(state);
    }

    /**
     * The server's primary message on one line, with the objects it names, or the driver's own
     * where the server was not reached; values of rows are left out.
     */
    public static String primaryMessage(SQLException cause) {
        return ServerWords.of(cause);
    }

    static String prefix(Side side) {
        return side == Side.SOURCE ? "DUN-SRC-" : "DUN-TGT-";
    }

    static FailureKind kind(Side side) {
        return side == Side.SOURCE ? FailureKind.SOURCE : FailureKind.TARGET;
    }

    private static Reason reason(String state) {
        if (lost(state)) {
            return Reason.LOST;
        }
        if (CONFLICTS.contains(state)) {
            return Reason.BUSY;
        }
        return switch (state) {
            case "53100" -> Reason.DISK;
            case "53200" -> Reason.MEMORY;
            case "42501" -> Reason.PRIVILEGE;
            case "25006" -> Reason.READONLY;
            case "57014" -> Reason.CANCELLED;
            default -> reasonOfClass(state.substring(0, Math.min(2, state.length())));
        };
    }

    private static Reason reasonOfClass(String stateClass) {
        return switch (stateClass) {
            case "22" -> Reason.DATA;
            case "23" -> Reason.CONSTRAINT;
            case "58", "XX" -> Reason.SERVER;
            default -> Reason.SQL;
        };
    }

    private enum Reason {
        LOST("The connection was lost; it is tried again. Check the server's log if it persists."),
        BUSY("Another session held what was needed; it is tried again."),
        DISK("The server's disk is full: free or add space, then resume."),
        MEMORY("The server ran out of memory: check its settings and load, then resume."),
        PRIVILEGE("Grant the privilege that is named to the user, then resume."),
        READONLY("The server or database is read-only: connect to the primary, then resume."),
        CANCELLED("Somebody cancelled the statement, or a time-out did: resume."),
        DATA(
                "A value is not accepted: compare the column's type and encoding on both sides."
                        + " The value stands in the server's log, and only there."),
        CONSTRAINT(
                "The data breaks the constraint that is named: repair the source, then resume."
                        + " The row stands in the server's log (DETAIL), and only there."),
        SERVER("The server itself failed: see its log, repair it, then resume."),
        SQL("See the server's log for the statement, remove the cause, then resume.");

        private final String action;

        Reason(String action) {
            this.action = action;
        }
    }
}
