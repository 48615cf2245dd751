package dev.dunlin.cdc;

import io.debezium.jdbc.JdbcConfiguration;
import io.debezium.jdbc.JdbcConnection;
import java.sql.Connection;

/**
 * Opens Debezium's own connections the way all of Dunlin's are opened: same parameters, same name,
 * and a password that Debezium never sees. Debezium makes it by its name.
 */
public final class TappedSessions implements JdbcConnection.ConnectionFactory {

    @Override
    public Connection connect(JdbcConfiguration config) {
        return Taps.of(config).openSession();
    }
}
