package dev.dunlin.cdc;

import io.debezium.connector.postgresql.connection.Lsn;
import io.debezium.connector.postgresql.connection.ReplicationStream;
import java.sql.SQLException;
import java.util.concurrent.ExecutorService;

/**
 * What Debezium's streaming loop reads from. Each of its calls is one round of the tap; Debezium is
 * given no messages, since it has nothing to do with them.
 */
final class TappedStream implements ReplicationStream {

    private final ChangeTap tap;

    TappedStream(ChangeTap tap) throws SQLException {
        this.tap = tap;
        tap.openStream();
    }

    @Override
    public void read(ReplicationMessageProcessor processor) throws SQLException {
        tap.round();
    }

    /** Always true: a round waits by itself when there is little to read. */
    @Override
    public boolean readPending(ReplicationMessageProcessor processor) throws SQLException {
        tap.round();
        return true;
    }

    @Override
    public void flushLsn(Lsn lsn) {
        // Only what the broker has acknowledged counts, and the tap confirms that.
    }

    @Override
    public Lsn lastReceivedLsn() {
        return Lsn.valueOf(tap.received());
    }

    @Override
    public Lsn startLsn() {
        return Lsn.valueOf(tap.start());
    }

    @Override
    public void startKeepAlive(ExecutorService service) {
        // Every round answers the server, also one that waits for the broker.
        service.shutdown();
    }

    @Override
    public void stopKeepAlive() {
        // Nothing was started.
    }

    @Override
    public void close() {
        tap.closeStream();
    }
}
