package dev.dunlin.protocol;

/**
 * A privilege on a database as a whole.
 *
 * @param grantee empty for {@code PUBLIC}
 */
public record DatabaseGrant(String grantee, String privilege, Kind kind) {

    /** What is said about the privilege. */
    public enum Kind {
        GRANTED,
        /** With the right to grant it on. */
        GRANTABLE,
        /** Taken from {@code PUBLIC}, which has it in a new database. */
        REVOKED
    }
}
