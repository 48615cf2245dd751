package dev.dunlin.protocol;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

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

    public Endpoint {
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("port " + port + " is not between 1 and 65535");
        }
        parameters = Collections.unmodifiableSortedMap(new TreeMap<>(parameters));
    }

    @Override
    public String toString() {
        return user + "@" + host + ":" + port;
    }
}
