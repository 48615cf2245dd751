package dev.dunlin.protocol;

/**
 * One result of a validation, or a warning met on the way.
 *
 * @param code stable code, {@code DUN-…}
 * @param scope the database it is about, or {@code source} / {@code target} for a whole server
 * @param check short title of what was looked at
 * @param message what was found, with the objects by name
 * @param fix what to do, SQL where SQL helps; empty when there is nothing to do
 */
public record Finding(
        String code, Severity severity, String scope, String check, String message, String fix) {}
