package dev.dunlin.cdc;

import io.debezium.connector.postgresql.connection.Lsn;
import io.debezium.connector.postgresql.connection.ReplicationConnection;
import io.debezium.connector.postgresql.connection.ReplicationStream;
import io.debezium.connector.postgresql.connection.WalPositionLocator;
import io.debezium.connector.postgresql.spi.SlotCreationResult;
import java.sql.SQLException;
import java.util.Optional;

/**
 * Debezium's view of the replication connection. The slot and where to begin are not Debezium's to
 * choose: a slot it made would hide that the one before was lost.
 */
final class TappedConnection implements ReplicationConnection {

    private final ChangeTap tap;

    TappedConnection(ChangeTap tap) {
        this.tap = tap;
    }

    @Override
    public ReplicationStream startStreaming(WalPositionLocator position) throws SQLException {
        return new TappedStream(tap);
    }

    @Override
    public ReplicationStream startStreaming(Lsn offset, WalPositionLocator position)
            throws SQLException {
        return new TappedStream(tap);
    }

    @Override
    public Optional<SlotCreationResult> createReplicationSlot() {
        throw tap.slotIsMissing();
    }

    @Override
    public void initConnection() {
        // The stream is opened when it starts; there is nothing to make before.
    }

    @Override
    public boolean isConnected() {
        return tap.connected();
    }

    @Override
    public void reconnect() {
        throw new UnsupportedOperationException("a capture begins again as a new epoch");
    }

    @Override
    public void close() {
        tap.closeStream();
    }
}
