package dev.dunlin.messaging;

import org.apache.kafka.clients.producer.Producer;

/** Producers for the rows path: one for each process, shared by all its segment writers. */
public final class RowsProducer {

    private RowsProducer() {}

    /** A producer tuned for segments; to be closed by the caller. */
    public static Producer<byte[], byte[]> create(KafkaCluster cluster) {
        throw new UnsupportedOperationException();
    }
}
