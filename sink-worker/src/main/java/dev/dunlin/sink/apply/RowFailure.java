package dev.dunlin.sink.apply;

import dev.dunlin.postgres.SqlFailures;
import dev.dunlin.protocol.Failure;
import dev.dunlin.protocol.FailureException;
import dev.dunlin.protocol.FailureKind;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Names a change that cannot be applied: its table, key and place, never other values. */
final class RowFailure {

    /** Cardinality, data, constraints, triggers, syntax and access, views, PL functions. */
    private static final Set<String> ABOUT_ROWS = Set.of("21", "22", "23", "27", "42", "44", "P0");

    private RowFailure() {}

    /**
     * Whether it is about the rows, so that another order may help and one of them is to blame;
     * else the server is in trouble.
     */
    static boolean isAboutRows(SQLException cause) {
        String state = Objects.requireNonNullElse(cause.getSQLState(), "");
        return state.length() == 5 && ABOUT_ROWS.contains(state.substring(0, 2));
    }

    /** The server refused it. */
    static FailureException refused(ChangeLog log, int change, SQLException cause) {
        return of(
                log,
                change,
                SqlFailures.primaryMessage(cause) + " (SQLSTATE " + cause.getSQLState() + ")");
    }

    /** It met no row, or more than one. */
    static FailureException missed(ChangeLog log, int change) {
        return of(log, change, "the target does not have exactly one such row (SQLSTATE 02000)");
    }

    private static FailureException of(ChangeLog log, int change, String why) {
        return FailureException.permanent(
                new Failure(
                        "DUN-APPLY-ROW",
                        FailureKind.TARGET,
                        "cannot apply %s of table %s%s, committed at %s on the source: %s"
                                .formatted(
                                        operation(log.kind(change)),
                                        log.table(change).name().quoted(),
                                        key(log, change),
                                        Lsn.text(log.lsn(change)),
                                        why),
                        "everything before it is applied: find out who else writes the target"
                                + " or what was changed there, repair it and run the same command"
                                + " again"));
    }

    private static String operation(byte kind) {
        return switch (kind) {
            case 'I' -> "an insert";
            case 'D', 'E' -> "a delete";
            case 'T' -> "a truncate";
            default -> "an update";
        };
    }

    private static String key(ChangeLog log, int change) {
        TargetTable table = log.table(change);
        if (!table.hasKey() || log.kind(change) == 'T') {
            return "";
        }
        byte[] bytes = log.bytes(change);
        List<String> parts = new ArrayList<>();
        int[] key = table.key();
        for (int i = 0; i < key.length; i++) {
            int value = table.keyValue(bytes, log.tuple(change), i);
            parts.add(table.columns().get(key[i]).name() + " = " + RowApply.text(bytes, value));
        }
        return " with " + String.join(", ", parts);
    }
}
