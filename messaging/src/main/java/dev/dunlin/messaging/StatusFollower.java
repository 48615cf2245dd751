package dev.dunlin.messaging;

import java.time.Duration;

/** Reads the public view of migrations, from its beginning and on. */
public final class StatusFollower implements AutoCloseable {

    public StatusFollower(KafkaCluster cluster, StatusScope scope, StatusListener listener) {}

    /** Starts reading on a thread of its own. */
    public void start() {
        throw new UnsupportedOperationException();
    }

    /** Waits until the view holds what was there at the start; false when time ran out. */
    public boolean awaitCaughtUp(Duration timeout) throws InterruptedException {
        throw new UnsupportedOperationException();
    }

    /** What is known now. */
    public StatusView latest() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}
}
