package dev.dunlin.spec.uri;

/** A connection string that cannot be used. The message never holds a part of its values. */
public final class UriException extends Exception {

    private static final long serialVersionUID = 1L;

    /** The form that is understood, for people. */
    public static final String RIGHT_FORM = "postgresql://user@host:port/database?sslmode=require";

    public UriException(String message) {
        super(message);
    }
}
