package dev.dunlin.sink.apply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dunlin.messaging.KafkaCluster;
import dev.dunlin.messaging.RowsProducer;
import dev.dunlin.messaging.changes.ChangeBatch;
import dev.dunlin.protocol.Job;
import dev.dunlin.protocol.MigrationName;
import dev.dunlin.protocol.TablePatterns;
import dev.dunlin.protocol.Topics;
import dev.dunlin.testkit.Await;
import dev.dunlin.testkit.TestBroker;
import dev.dunlin.testkit.TestDatabase;
import dev.dunlin.testkit.TestServers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

/** Changes from a real broker. */
class KafkaChangesIT {

    private final KafkaCluster cluster = KafkaCluster.at(TestBroker.shared().bootstrapServers());

    @Test
    void recordsAreReadFromAnOffsetOn() throws Exception {
        MigrationName migration =
                new MigrationName("apply-" + UUID.randomUUID().toString().substring(0, 8));
        String topic = Topics.changes(migration);
        BatchScript script = new BatchScript();
        for (int i = 0; i < 5; i++) {
            script.begin().relation(0, "a", 'd', "*id integer");
            script.row('I', 0, String.valueOf(i)).commit().cut();
        }
        try (TestDatabase target = TestServers.target().createDatabase();
                Admin admin = TestBroker.shared().admin();
                Producer<byte[], byte[]> producer = RowsProducer.create(cluster)) {
            admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
            for (byte[] record : script.records()) {
                producer.send(new ProducerRecord<>(topic, record)).get();
            }
            Job.ApplyChanges like = new ApplyBench(target).job();
            Job.ApplyChanges job =
                    new Job.ApplyChanges(
                            migration,
                            "shop",
                            like.target(),
                            0,
                            TablePatterns.ALL,
                            "0/64",
                            "",
                            List.of(),
                            List.of(),
                            "",
                            "",
                            1);
            List<Long> deleted = new ArrayList<>();
            try (KafkaChanges changes =
                    KafkaChanges.open(cluster, (_, _, offset) -> deleted.add(offset), job)) {
                changes.seek(2);
                List<ChangeBatch> batches = new ArrayList<>();
                Await.until(
                        "three batches",
                        () -> {
                            batches.addAll(changes.poll(Duration.ofMillis(100)));
                            return batches.size() == 3;
                        });
                assertThat(batches).extracting(ChangeBatch::offset).containsExactly(2L, 3L, 4L);
                changes.release(3);
                Await.until("deleted", () -> deleted.equals(List.of(2L)));
            }
            admin.deleteTopics(List.of(topic)).all().get();
        }
    }
}
