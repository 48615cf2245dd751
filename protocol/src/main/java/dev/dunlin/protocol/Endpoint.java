package dev.dunlin.protocol;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * A PostgreSQL server as libpq names it, without a database and without a password. {@code
 * parameters} holds the remaining libpq keywords that were given (sslmode, sslrootcert,
 * connect_timeout, application_name …), each on the connector's allow-list.
 */
public record Endpoint(
        String host,
        int port,
        String user,
        SortedMap<String, String> parameters,
        SecretRef password) {

    /**
     * Names of the parameters that are taken. Everything else is refused: driver options can name
     * classes and files, which no user may choose for a worker.
     */
    public static final SortedSet<String> PARAMETERS =
            Collections.unmodifiableSortedSet(
                    new TreeSet<>(
                            List.of(
                                    "application_name",
                                    "channel_binding",
                                    "client_encoding",
                                    "connect_timeout",
                                    "fallback_application_name",
                                    "gssencmode",
                                    "keepalives",
                                    "keepalives_count",
                                    "keepalives_idle",
                                    "keepalives_interval",
                                    "sslcert",
                                    "sslcompression",
                                    "sslkey",
                                    "sslmode",
                                    "sslnegotiation",
                                    "sslrootcert",
                                    "sslsni",
                                    "target_session_attrs")));

    private static final Pattern THIS_MACHINE =
            Pattern.compile("localhost|127\\.[0-9.]+|::1", Pattern.CASE_INSENSITIVE);

    public Endpoint {
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("port " + port + " is not between 1 and 65535");
        }
        parameters = Collections.unmodifiableSortedMap(new TreeMap<>(parameters));
    }

    /** The same server, its password found elsewhere. */
    public Endpoint with(SecretRef secret) {
        return new Endpoint(host, port, user, parameters, secret);
    }

    /** Whether a host is this machine by its very name, so that nobody listens in between. */
    public static boolean local(String host) {
        return THIS_MACHINE.matcher(host).matches();
    }

    /**
     * libpq's {@code sslmode}: as it was given, else {@code verify-full} for a server elsewhere,
     * which has to prove who it is, and {@code prefer} on this machine.
     */
    public String sslMode() {
        String otherwise = local(host) ? "prefer" : "verify-full";
        return parameters.getOrDefault("sslmode", otherwise);
    }

    /** Host and port as people write them, an IPv6 address in brackets. */
    public String place() {
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }

    @Override
    public String toString() {
        return user + "@" + host + ":" + port;
    }
}
