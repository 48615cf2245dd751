package dev.dunlin.protocol;

import java.util.List;

/**
 * What a test of a connection found.
 *
 * @param serverVersion as the server says it
 * @param user who one is there
 * @param tls protocol and cipher of the connection, empty when it is not encrypted
 * @param databases those that take connections
 */
public record ConnectionFacts(
        String serverVersion, String user, String tls, List<DatabaseSize> databases) {

    /** Nothing was found out. */
    public static final ConnectionFacts NONE = new ConnectionFacts("", "", "", List.of());

    /** Size of a database whose user may not see it. */
    public static final long UNKNOWN_BYTES = -1;

    public ConnectionFacts {
        databases = List.copyOf(databases);
    }

    /** A database and its size, or {@link #UNKNOWN_BYTES}. */
    public record DatabaseSize(String name, long bytes) {}
}
