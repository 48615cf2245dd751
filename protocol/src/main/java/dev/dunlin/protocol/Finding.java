package dev.dunlin.protocol;

/**
 * One result of a validation, or a warning met on the way.
 *
 * @param code stable code, {@code DUN-…}
 * @param scope the database it is about, or {@code source} / {@code target} for a whole server
 * @param object what it is about there, by name, the first few of many; empty for all of the scope
 * @param check short title of what was looked at
 * @param message what was found, with the objects by name
 * @param evidence what it was seen by, such as a setting's value; empty when the message says it
 * @param fix what to do, SQL where SQL helps; empty when there is nothing to do
 * @param startedAt when the check began; empty for what was met on the way, so that the same
 *     warning met twice is one
 * @param millis how long the check took
 */
public record Finding(
        String code,
        Severity severity,
        String scope,
        String object,
        String check,
        String message,
        String evidence,
        String fix,
        String startedAt,
        long millis) {

    /** A warning met on the way. */
    public static Finding warning(
            String code, String scope, String check, String message, String fix) {
        return new Finding(code, Severity.WARNING, scope, "", check, message, "", fix, "", 0);
    }

    /** The same, taken more or less seriously. */
    public Finding as(Severity other) {
        return new Finding(
                code, other, scope, object, check, message, evidence, fix, startedAt, millis);
    }

    /** Whether the other says the same of the same, whenever that was looked at. */
    public boolean repeats(Finding other) {
        return code.equals(other.code)
                && severity == other.severity
                && scope.equals(other.scope)
                && object.equals(other.object)
                && message.equals(other.message);
    }
}
