package dev.dunlin.cdc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dunlin.messaging.ControlTopics;
import dev.dunlin.messaging.KafkaCluster;
import dev.dunlin.messaging.MessageSender;
import dev.dunlin.postgres.Secrets;
import dev.dunlin.protocol.CaptureTask.PrepareCapture;
import dev.dunlin.protocol.Role;
import dev.dunlin.protocol.TablePatterns;
import dev.dunlin.protocol.Topics;
import dev.dunlin.testkit.Await;
import dev.dunlin.testkit.TestBroker;
import dev.dunlin.testkit.TestServers;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CdcWorkerServiceIT {

    private static final String SLOTS =
            "SELECT confirmed_flush_lsn FROM pg_replication_slots"
                    + " WHERE database = current_database()";

    /** A task and a job through Kafka; the slot is free when the service has closed. */
    @Test
    void preparesAndCapturesThroughKafka() throws Exception {
        TestBroker broker = TestBroker.shared();
        KafkaCluster cluster = KafkaCluster.at(broker.bootstrapServers());
        String pool = broker.uniqueName("pool");
        try (var database = TestServers.source().createDatabase("service");
                var fixture = new CaptureFixture(database);
                var sender = new MessageSender(cluster)) {
            try (var admin = broker.admin()) {
                new ControlTopics(admin, (short) 1).ensurePool(Role.CAPTURE, pool);
            }
            database.execute("CREATE TABLE t (id int PRIMARY KEY)");
            var service = new CdcWorkerService(cluster, pool, 1, new Secrets(Map.of()));
            try (service) {
                service.start();
                var task =
                        new PrepareCapture(
                                fixture.migration,
                                fixture.address,
                                TablePatterns.ALL,
                                CaptureFixture.NO_LIMITS);
                sender.sendAndWait(Topics.tasks(Role.CAPTURE, pool), task.id(), task);
                Await.until(
                        "a slot", Duration.ofSeconds(40), () -> !database.column(SLOTS).isEmpty());
                var job = fixture.job(TablePatterns.ALL, database.value(SLOTS));
                sender.sendAndWait(Topics.jobs(Role.CAPTURE, pool), job.id(), job);
                database.execute("INSERT INTO t VALUES (1)");
                assertThat(fixture.rows()).containsExactly("I public.t (1)");
            }
            assertThat(
                            database.value(
                                    "SELECT active FROM pg_replication_slots"
                                            + " WHERE database = current_database()"))
                    .isEqualTo("f");
        }
    }
}
