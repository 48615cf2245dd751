package dev.dunlin.postgres;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * What may be repeated of a database's words. DETAIL, HINT and the statement never are. The primary
 * message is kept where it names objects, and cut where it can quote a value; what user code raised
 * is left out whole. In its place come the objects that the server names in fields of their own.
 */
final class ServerWords {

    private static final String QUOTES = "\"'`\u00ab\u00bb\u201e\u201c\u201d\u201a\u2018\u2019";

    /** Greedy, because a value may hold quotes itself. */
    private static final Pattern QUOTED =
            Pattern.compile("[" + QUOTES + "].*[" + QUOTES + "]", Pattern.DOTALL);

    /** A quote that is not closed before the text was cut. */
    private static final Pattern OPEN = Pattern.compile("[" + QUOTES + "].*", Pattern.DOTALL);

    /** Text after which input functions of all types quote what they were given. */
    private static final Pattern QUOTE_AT_END =
            Pattern.compile(": ?[" + QUOTES + "].*", Pattern.DOTALL);

    private static final Pattern BYTES = Pattern.compile("(0x[0-9a-fA-F]{2} ?)+");

    /** Table, line and column of a COPY; what follows is the line itself. */
    private static final Pattern COPY_PLACE =
            Pattern.compile("^(COPY .+?, line \\d+(, column [^:\n]+)?)(:|$).*", Pattern.DOTALL);

    /** Where PL handlers raise what functions tell them to, with whatever SQLSTATE. */
    private static final Set<String> RAISING =
            Set.of("pl_exec.c", "plpy_elog.c", "plpy_plpymodule.c", "plperl.c", "pltcl.c");

    /** Of functions: PL/pgSQL errors, external routines. */
    private static final Set<String> OF_FUNCTIONS = Set.of("P0", "38", "39");

    /** The classes PostgreSQL itself uses; others are inventions of functions. */
    private static final Set<String> KNOWN =
            Set.of(
                    "01", "02", "03", "08", "09", "0A", "0B", "0F", "0L", "0P", "0Z", "20", "21",
                    "22", "23", "24", "25", "26", "27", "28", "2B", "2D", "2F", "34", "3B", "3D",
                    "3F", "40", "42", "44", "53", "54", "55", "57", "58", "72", "F0", "HV", "XX");

    private static final String RAISED =
            "a function refused it; its words are left out, for they may hold values";

    private ServerWords() {}

    /** The words on one line. */
    static String of(SQLException cause) {
        ServerErrorMessage server = server(cause);
        String state = Objects.requireNonNullElse(cause.getSQLState(), "");
        if (server == null || server.getMessage() == null) {
            String own = Objects.requireNonNullElse(cause.getMessage(), "no message");
            return TextLimits.oneLine(quotesData(state) ? cut(own) : ends(own));
        }
        String text = raised(server, state) ? RAISED : primary(server, state);
        return TextLimits.oneLine(text + objects(server, text));
    }

    /** What the server said; batches hang it behind an exception of their own. */
    private static @Nullable ServerErrorMessage server(SQLException cause) {
        for (SQLException e = cause; e != null; e = e.getNextException()) {
            if (e instanceof PSQLException psql && psql.getServerErrorMessage() != null) {
                return psql.getServerErrorMessage();
            }
        }
        return null;
    }

    private static boolean raised(ServerErrorMessage server, String state) {
        String kind = state.substring(0, Math.min(2, state.length()));
        String file = Objects.requireNonNullElse(server.getFile(), "");
        boolean ours = file.isEmpty() || file.matches(".*\\.[cyl]");
        return OF_FUNCTIONS.contains(kind)
                || !KNOWN.contains(kind)
                || RAISING.contains(file)
                || !ours;
    }

    private static String primary(ServerErrorMessage server, String state) {
        String message = Objects.requireNonNullElse(server.getMessage(), "");
        boolean reading = where(server).startsWith("COPY ") && !state.startsWith("23");
        boolean inFunction = server.getInternalQuery() != null;
        // Syntax of a statement has a position in it; that of a value has not.
        boolean syntaxOfValue = state.equals("42601") && server.getPosition() <= 0;
        return quotesData(state) || reading || inFunction || syntaxOfValue
                ? cut(message)
                : ends(message);
    }

    /** Class 22, data exceptions: their messages are about values. */
    private static boolean quotesData(String state) {
        return state.startsWith("22") || state.startsWith("P0");
    }

    /** Without anything quoted, without what follows a colon, and without bytes. */
    private static String cut(String message) {
        String bare = QUOTED.matcher(message).replaceAll("\"\u2026\"");
        int colon = bare.indexOf(": ");
        String head = colon < 0 ? bare : bare.substring(0, colon);
        if (head.indexOf('\u2026') < 0) {
            head = OPEN.matcher(head).replaceAll("\u2026");
        }
        return BYTES.matcher(head).replaceAll("\u2026 ").strip();
    }

    private static String ends(String message) {
        return QUOTE_AT_END.matcher(message).replaceFirst("");
    }

    private static String where(ServerErrorMessage server) {
        return Objects.requireNonNullElse(server.getWhere(), "");
    }

    /** Objects the message does not name already, and the place in a COPY. */
    private static String objects(ServerErrorMessage server, String text) {
        List<String> named = new ArrayList<>();
        if (server.getTable() != null) {
            String schema = server.getSchema() == null ? "" : server.getSchema() + ".";
            named.add("table " + schema + server.getTable());
        }
        add(named, text, "column", server.getColumn());
        add(named, text, "type", server.getDatatype());
        add(named, text, "constraint", server.getConstraint());
        Matcher copy = COPY_PLACE.matcher(where(server));
        if (copy.matches()) {
            named.add(copy.group(1));
        }
        return named.isEmpty() ? "" : " [" + String.join(", ", named) + "]";
    }

    private static void add(List<String> named, String text, String kind, @Nullable String name) {
        if (name != null && !text.contains("\"" + name + "\"")) {
            named.add(kind + " " + name);
        }
    }
}
