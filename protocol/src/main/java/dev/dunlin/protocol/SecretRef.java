package dev.dunlin.protocol;

/**
 * Where a password is found, never the password: {@code env} (name of a variable), {@code file}
 * (path), {@code passfile} (path of a libpq password file, empty for the default one), {@code
 * session} (held in the memory of the process that was given it), {@code sealed} (the password
 * itself, encrypted by a {@link SecretSeal}) or {@code none}. The process that connects resolves
 * it.
 */
public record SecretRef(Kind kind, String name) {

    /** The places a password can be kept. */
    public enum Kind {
        NONE,
        ENV,
        FILE,
        PASSFILE,
        SESSION,
        SEALED
    }

    public static final SecretRef NONE = new SecretRef(Kind.NONE, "");
}
