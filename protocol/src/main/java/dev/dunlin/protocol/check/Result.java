package dev.dunlin.protocol.check;

import dev.dunlin.protocol.Severity;

/**
 * What looking came to; see {@link dev.dunlin.protocol.Finding} for the parts.
 *
 * @param fix empty when all is well
 */
public record Result(
        Severity severity, String object, String message, String evidence, String fix) {

    /** As it should be, or only to be known. */
    public static Result good(String message) {
        return new Result(Severity.SUCCEEDED, "", message, "", "");
    }

    /** Something to know before going on. */
    public static Result warning(String message, String fix) {
        return new Result(Severity.WARNING, "", message, "", fix);
    }

    /** Something that would stop the migration later. */
    public static Result failed(String message, String fix) {
        return new Result(Severity.FAILED, "", message, "", fix);
    }

    /** Good, or this severity with what to do. */
    public static Result of(boolean fine, Severity severity, String message, String fix) {
        return fine ? good(message) : new Result(severity, "", message, "", fix);
    }

    /** The same about this object. */
    public Result about(String name) {
        return new Result(severity, name, message, evidence, fix);
    }

    /** The same, seen by this. */
    public Result seenBy(String seen) {
        return new Result(severity, object, message, seen, fix);
    }
}
