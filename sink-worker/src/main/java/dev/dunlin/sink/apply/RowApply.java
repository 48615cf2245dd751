package dev.dunlin.sink.apply;

import dev.dunlin.messaging.changes.Tuple;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Applies changes one by one in their order; several of one form travel to the server together. */
final class RowApply implements AutoCloseable {

    private static final int TOGETHER = 500;

    /** Each is held by the server too. */
    private static final int MOST_STATEMENTS = 1_000;

    private final Connection connection;
    private final Map<RowStatements.Form, PreparedStatement> statements = new HashMap<>();
    private @Nullable PreparedStatement filling;
    private @Nullable TargetTable fillingTable;
    private int filled;

    RowApply(Connection connection) {
        this.connection = connection;
    }

    /** Applies a change now and requires that it hits one row. */
    void apply(ChangeLog log, int change) throws SQLException {
        PreparedStatement statement = prepare(log, change);
        MismatchException.require(log.table(change), "change", 1, statement.executeUpdate());
    }

    /** Applies a change before {@link #flush} is through. */
    void add(ChangeLog log, int change) throws SQLException {
        RowStatements.Form form = form(log, change);
        PreparedStatement statement = statement(form);
        if (!statement.equals(filling) || filled == TOGETHER) {
            flush();
            filling = statement;
            fillingTable = form.table();
        }
        bind(statement, form, log, change);
        statement.addBatch();
        filled++;
    }

    /** Applies all that was added. */
    void flush() throws SQLException {
        PreparedStatement statement = filling;
        TargetTable table = fillingTable;
        if (statement == null || table == null) {
            return;
        }
        filling = null;
        filled = 0;
        for (int hit : statement.executeBatch()) {
            MismatchException.require(table, "change", 1, hit);
        }
    }

    private PreparedStatement prepare(ChangeLog log, int change) throws SQLException {
        RowStatements.Form form = form(log, change);
        PreparedStatement statement = statement(form);
        bind(statement, form, log, change);
        return statement;
    }

    private static RowStatements.Form form(ChangeLog log, int change) {
        byte kind = log.kind(change);
        BitSet present = new BitSet();
        if (kind != 'D' && kind != 'E') {
            byte[] bytes = log.bytes(change);
            int at = Tuple.first(log.newTuple(change));
            for (int i = 0; i < log.table(change).columns().size(); i++) {
                present.set(i, bytes[at] != Tuple.UNCHANGED);
                at = Tuple.after(bytes, at);
            }
        }
        return new RowStatements.Form(kind, log.table(change), present);
    }

    private PreparedStatement statement(RowStatements.Form form) throws SQLException {
        PreparedStatement known = statements.get(form);
        if (known == null) {
            if (statements.size() == MOST_STATEMENTS) {
                flush();
                close();
            }
            known = connection.prepareStatement(RowStatements.of(form));
            statements.put(form, known);
        }
        return known;
    }

    private static void bind(
            PreparedStatement statement, RowStatements.Form form, ChangeLog log, int change)
            throws SQLException {
        int next = 1;
        boolean foundFirst = RowStatements.replaces(form);
        if (foundFirst) {
            next = bindFound(statement, form, log, change, next);
        }
        byte[] bytes = log.bytes(change);
        int tuple = log.newTuple(change);
        int[] written =
                switch (form.kind()) {
                    case 'D', 'E' -> new int[0];
                    case 'I' -> form.present().stream().toArray();
                    default -> RowStatements.written(form).toArray();
                };
        for (int column : written) {
            statement.setString(next++, text(bytes, Tuple.value(bytes, tuple, column)));
        }
        if (!foundFirst && form.kind() != 'I') {
            bindFound(statement, form, log, change, next);
        }
    }

    private static int bindFound(
            PreparedStatement statement,
            RowStatements.Form form,
            ChangeLog log,
            int change,
            int first)
            throws SQLException {
        byte[] bytes = log.bytes(change);
        int tuple = log.tuple(change);
        int next = first;
        if (form.kind() == 'O' || form.kind() == 'E') {
            for (int column = 0; column < form.table().columns().size(); column++) {
                statement.setString(next++, text(bytes, Tuple.value(bytes, tuple, column)));
            }
        } else {
            for (int i = 0; i < form.table().key().length; i++) {
                statement.setString(next++, text(bytes, form.table().keyValue(bytes, tuple, i)));
            }
        }
        return next;
    }

    static @Nullable String text(byte[] bytes, int value) {
        return bytes[value] == Tuple.TEXT
                ? new String(
                        bytes,
                        Tuple.textStart(value),
                        Tuple.textLength(bytes, value),
                        StandardCharsets.UTF_8)
                : null;
    }

    @Override
    public void close() throws SQLException {
        for (PreparedStatement statement : statements.values()) {
            statement.close();
        }
        statements.clear();
        filling = null;
        filled = 0;
    }
}
