package dev.dunlin.messaging;

import java.util.concurrent.CompletableFuture;

/** Writes messages: acknowledged by all replicas, never twice, in the order of the calls. */
public final class MessageSender implements AutoCloseable {

    public MessageSender(KafkaCluster cluster) {}

    /** Sends without waiting; the future fails with a retryable {@code FailureException}. */
    public CompletableFuture<Void> send(String topic, String key, Object message) {
        throw new UnsupportedOperationException();
    }

    /** Sends a tombstone: the compacted topic forgets the key. */
    public CompletableFuture<Void> sendTombstone(String topic, String key) {
        throw new UnsupportedOperationException();
    }

    /** Sends and returns when the broker has it. */
    public void sendAndWait(String topic, String key, Object message) {
        throw new UnsupportedOperationException();
    }

    /** Sends what may be lost: dropped when earlier ones are still under way. */
    public void sendLossy(String topic, String key, Object message) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}
}
