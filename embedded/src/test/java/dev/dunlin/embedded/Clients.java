package dev.dunlin.embedded;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Kafka clients as these tests need them. */
final class Clients {
    static final String TOPIC = "words";

    private Clients() {}

    static void createTopic(String servers) throws Exception {
        try (var admin = admin(servers)) {
            admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1))).all().get();
            var earliest = new ConfigEntry("share.auto.offset.reset", "earliest");
            var group = new ConfigResource(ConfigResource.Type.GROUP, "sharers");
            var set = new AlterConfigOp(earliest, AlterConfigOp.OpType.SET);
            admin.incrementalAlterConfigs(Map.of(group, List.of(set))).all().get();
        }
    }

    static Admin admin(String servers) {
        return Admin.create(Map.of("bootstrap.servers", servers));
    }

    static void produce(String servers, String... words) throws Exception {
        try (var producer = producer(servers, Map.of())) {
            for (var word : words) {
                producer.send(new ProducerRecord<>(TOPIC, word)).get();
            }
        }
    }

    static KafkaProducer<String, String> producer(String servers, Map<String, Object> settings) {
        var all = new HashMap<String, Object>(settings);
        all.put("bootstrap.servers", servers);
        return new KafkaProducer<>(all, new StringSerializer(), new StringSerializer());
    }

    static KafkaConsumer<String, String> consumer(String servers, String protocol) {
        var settings =
                Map.<String, Object>of(
                        "bootstrap.servers",
                        servers,
                        "group.id",
                        "readers-" + protocol,
                        "group.protocol",
                        protocol,
                        "isolation.level",
                        "read_committed",
                        "auto.offset.reset",
                        "earliest",
                        "enable.auto.commit",
                        "false");
        var consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer());
        consumer.subscribe(List.of(TOPIC));
        return consumer;
    }

    static KafkaShareConsumer<String, String> sharer(String servers) {
        var settings =
                Map.<String, Object>of(
                        "bootstrap.servers", servers,
                        "group.id", "sharers",
                        "max.poll.records", 1,
                        "share.acquire.mode", "record_limit",
                        "share.acknowledgement.mode", "explicit");
        var consumer =
                new KafkaShareConsumer<>(
                        settings, new StringDeserializer(), new StringDeserializer());
        consumer.subscribe(List.of(TOPIC));
        return consumer;
    }

    /** Reads until so many words have come; the caller's time-out is the limit. */
    static List<String> read(KafkaConsumer<String, String> consumer, int count) {
        var words = new ArrayList<String>();
        while (words.size() < count) {
            consumer.poll(Duration.ofMillis(50)).forEach(record -> words.add(record.value()));
        }
        return words;
    }

    /** Takes and accepts so many words. */
    static List<String> take(KafkaShareConsumer<String, String> consumer, int count) {
        var words = new ArrayList<String>();
        while (words.size() < count) {
            for (var record : consumer.poll(Duration.ofMillis(50))) {
                consumer.acknowledge(record);
                words.add(record.value());
            }
            consumer.commitSync();
        }
        return words;
    }
}
