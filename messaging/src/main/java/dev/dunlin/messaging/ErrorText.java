package dev.dunlin.messaging;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an exception that nobody foresaw may say in messages and logs. The words of a database can
 * hold values of rows: of those only the SQLSTATE is kept, also where another exception repeats
 * them. Failures that were foreseen have a text of their own and do not come here.
 */
public final class ErrorText {

    private final List<SQLException> told = new ArrayList<>();

    private ErrorText() {}

    /** What is found behind this exception. */
    public static ErrorText of(Throwable error) {
        ErrorText text = new ErrorText();
        text.collect(error, Collections.newSetFromMap(new IdentityHashMap<>()));
        return text;
    }

    /** Class and message of an exception on one line. */
    public static String line(Throwable error) {
        String message = Objects.requireNonNullElse(of(error).message(error), "");
        return error.getClass().getName() + ": " + message.lines().findFirst().orElse("");
    }

    private void collect(@Nullable Throwable error, Set<Throwable> seen) {
        if (error == null || !seen.add(error)) {
            return;
        }
        collect(error.getCause(), seen);
        for (Throwable suppressed : error.getSuppressed()) {
            collect(suppressed, seen);
        }
        if (error instanceof SQLException sql) {
            told.add(sql);
            collect(sql.getNextException(), seen);
        }
    }

    /** The message of one of the exceptions behind it. */
    public @Nullable String message(@Nullable Throwable error) {
        if (error instanceof SQLException sql) {
            return state(sql);
        }
        return error == null ? null : without(error.getMessage());
    }

    /** A text without any words of a database. */
    public @Nullable String without(@Nullable String text) {
        if (text == null) {
            return null;
        }
        String left = text;
        for (SQLException sql : told) {
            String words = sql.getMessage();
            if (words != null && !words.isBlank()) {
                left = left.replace(words, state(sql));
            }
        }
        return left;
    }

    private static String state(SQLException sql) {
        return "SQLSTATE " + sql.getSQLState() + " (the server's own log has its words)";
    }
}
