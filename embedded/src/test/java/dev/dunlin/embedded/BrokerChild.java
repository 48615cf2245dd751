package dev.dunlin.embedded;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * A process with a broker and clients of every kind in the middle of their work; it says so on its
 * output and then goes on polling until it is killed.
 */
final class BrokerChild {
    private BrokerChild() {}

    public static void main(String[] arguments) throws Exception {
        var broker = EmbeddedBroker.start(Path.of(arguments[0]));
        var servers = broker.bootstrapServers();
        Clients.createTopic(servers);
        Clients.produce(servers, "one", "two", "three");
        var classic = Clients.consumer(servers, "classic");
        var modern = Clients.consumer(servers, "consumer");
        var sharer = Clients.sharer(servers);
        Clients.read(classic, 3);
        Clients.read(modern, 3);
        Clients.take(sharer, 2);
        classic.commitSync();
        modern.commitSync();
        leaveTransactionOpen(servers);
        System.out.println("ready");
        while (true) {
            classic.poll(Duration.ofMillis(20));
            modern.poll(Duration.ofMillis(20));
        }
    }

    private static void leaveTransactionOpen(String servers) throws Exception {
        var producer = Clients.producer(servers, Map.of("transactional.id", "never-ended"));
        producer.initTransactions();
        producer.beginTransaction();
        producer.send(new ProducerRecord<>(Clients.TOPIC, "uncommitted")).get();
    }
}
