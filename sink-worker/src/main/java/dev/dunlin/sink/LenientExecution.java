package dev.dunlin.sink;

import dev.dunlin.postgres.SqlFailures;
import dev.dunlin.postgres.archive.ArchiveEntry;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import java.util.Set;

/**
 * Runs an entry's statements one by one and goes on behind those that may be left out: an owner
 * that cannot be set, a grant to a role that is not there, a comment on an extension that somebody
 * else owns. Everything else fails the entry.
 */
final class LenientExecution {

    private static final String NO_PRIVILEGE = "42501";
    private static final String UNDEFINED_OBJECT = "42704";
    private static final String DUPLICATE_SCHEMA = "42P06";
    private static final String INVALID_PARAMETER = "22023";

    private static final Set<String> NAME_ROLES = Set.of("POLICY", "USER MAPPING");

    private final Connection connection;
    private final RestoreWarnings warnings;

    LenientExecution(Connection connection, RestoreWarnings warnings) {
        this.connection = connection;
        this.warnings = warnings;
    }

    void run(ArchiveEntry entry, Iterable<EntryStatements.Part> parts) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            for (EntryStatements.Part part : parts) {
                statement.execute("SAVEPOINT dunlin_entry");
                try {
                    statement.execute(part.sql());
                } catch (SQLException e) {
                    if (SqlFailures.connectionLost(e) || !leftOut(entry, part, e)) {
                        throw e;
                    }
                    statement.execute("ROLLBACK TO SAVEPOINT dunlin_entry");
                }
            }
        }
    }

    /** Whether the entry stands without this part; says so in a warning. */
    private boolean leftOut(ArchiveEntry entry, EntryStatements.Part part, SQLException cause) {
        String state = Objects.requireNonNullElse(cause.getSQLState(), "");
        String object = entry.kind() + " " + entry.label();
        String message = SqlFailures.primaryMessage(cause);
        boolean refused = state.equals(NO_PRIVILEGE);
        boolean unknown = state.equals(UNDEFINED_OBJECT);
        if (part.owner().isPresent() && (refused || unknown)) {
            warnings.ownerLeftOut(part.owner().get(), object);
            return true;
        }
        boolean roleUnknown = unknown || state.equals(INVALID_PARAMETER);
        if (EntryStatements.isGrant(entry) && (roleUnknown || refused)) {
            warnings.roleMissing(firstWord(part.sql()), message, entry.label());
            return true;
        }
        if (NAME_ROLES.contains(entry.kind()) && unknown && message.startsWith("role ")) {
            warnings.roleMissing(entry.kind(), message, entry.label());
            return true;
        }
        return isRemark(entry, state) || isPublic(entry, state);
    }

    private boolean isRemark(ArchiveEntry entry, String state) {
        boolean ofExtension =
                entry.kind().equals("COMMENT")
                        && entry.label().startsWith("EXTENSION ")
                        && state.equals(NO_PRIVILEGE);
        boolean label = entry.kind().equals("SECURITY LABEL") && state.equals(INVALID_PARAMETER);
        if (ofExtension || label) {
            warnings.notPermitted(entry.kind(), "SQLSTATE " + state, entry.label());
        }
        return ofExtension || label;
    }

    /** Every database has the schema public from the start. */
    private static boolean isPublic(ArchiveEntry entry, String state) {
        return entry.kind().equals("SCHEMA")
                && entry.label().equals("public")
                && state.equals(DUPLICATE_SCHEMA);
    }

    private static String firstWord(String sql) {
        String text = sql.stripLeading();
        int end = text.indexOf(' ');
        return end < 0 ? text : text.substring(0, end);
    }
}
