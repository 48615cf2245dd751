package dev.dunlin.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dunlin.protocol.Finding;
import dev.dunlin.protocol.Severity;
import dev.dunlin.protocol.check.Checklist;
import dev.dunlin.testkit.TestBroker;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.junit.jupiter.api.Test;

/** What is said about a cluster, good and not. */
class KafkaChecksIT {

    private final TestBroker broker = TestBroker.shared();

    private static List<Finding> look(Admin admin, int replicas, String... topics) {
        Checklist findings = new Checklist(InstantSource.system());
        KafkaCluster here = KafkaCluster.at("127.0.0.1:1");
        new KafkaChecks(admin, here, (short) replicas, List.of(topics)).look("source", findings);
        return findings.all();
    }

    private static Severity of(KafkaCheck check, List<Finding> findings) {
        return findings.stream()
                .filter(finding -> finding.code().equals(check.code()))
                .map(Finding::severity)
                .findFirst()
                .orElseThrow(() -> new AssertionError(check + " not in " + findings));
    }

    @Test
    void aGoodClusterPassesEveryCheck() {
        try (Admin admin = broker.admin()) {
            new ControlTopics(admin, (short) 1).ensure();
            Checklist findings = new Checklist(InstantSource.system());
            KafkaCluster cluster = KafkaCluster.at(broker.bootstrapServers());
            KafkaChecks.of(admin, cluster).look("target", findings);

            assertThat(findings.all())
                    .extracting(Finding::code)
                    .containsExactlyInAnyOrder(
                            List.of(KafkaCheck.values()).stream()
                                    .map(KafkaCheck::code)
                                    .toArray(String[]::new));
            assertThat(findings.all())
                    .allMatch(finding -> finding.severity() == Severity.SUCCEEDED)
                    .allMatch(finding -> finding.scope().equals("target"));
        }
    }

    @Test
    void plainBrokersOnOtherMachinesAreWarnedOf() {
        try (Admin admin = broker.admin()) {
            Checklist findings = new Checklist(InstantSource.system());
            KafkaCluster elsewhere = KafkaCluster.at("kafka.example.com:9092");
            KafkaChecks.of(admin, elsewhere).look("target", findings);

            assertThat(of(KafkaCheck.ENCRYPTION, findings.all())).isEqualTo(Severity.WARNING);
        }
    }

    @Test
    void topicsThatCannotBeMadeOrSeenFail() {
        try (Admin admin = broker.admin()) {
            List<Finding> findings = look(admin, 3, "no-such-topic");

            assertThat(of(KafkaCheck.CREATE, findings)).isEqualTo(Severity.FAILED);
            assertThat(of(KafkaCheck.ACCESS, findings)).isEqualTo(Severity.FAILED);
        }
    }

    @Test
    void smallMessagesFail() {
        String name = broker.uniqueName("small");
        broker.createTopic(name, 1, Map.of("max.message.bytes", "1000000"));
        String medium = broker.uniqueName("medium");
        broker.createTopic(medium, 1, Map.of("max.message.bytes", "4000000"));
        try (Admin admin = broker.admin()) {
            assertThat(of(KafkaCheck.MESSAGE_SIZE, look(admin, 1, name, medium)))
                    .isEqualTo(Severity.FAILED);
            assertThat(of(KafkaCheck.MESSAGE_SIZE, look(admin, 1, medium)))
                    .isEqualTo(Severity.WARNING);
        }
    }

    @Test
    void aClusterThatDoesNotAnswerFails() {
        Map<String, Object> nowhere =
                Map.of(
                        AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, "127.0.0.1:1",
                        AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, "500",
                        AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, "300");
        try (Admin admin = Admin.create(nowhere)) {
            assertThat(of(KafkaCheck.REACH, look(admin, 1, "any"))).isEqualTo(Severity.FAILED);
        }
    }

    @Test
    void brokersElsewhereHaveToEncryptAndToProveWhoTheyAre() {
        assertThat(encryption("kafka:9092", Map.of())).isEqualTo(Severity.WARNING);
        assertThat(encryption("127.0.0.1:9092,[::1]:9092", Map.of())).isEqualTo(Severity.SUCCEEDED);
        Map<String, String> tls = Map.of("security.protocol", "SASL_SSL");
        assertThat(encryption("kafka:9092", tls)).isEqualTo(Severity.SUCCEEDED);
        Map<String, String> nameless =
                Map.of("security.protocol", "SSL", "ssl.endpoint.identification.algorithm", "");
        assertThat(encryption("kafka:9092", nameless)).isEqualTo(Severity.WARNING);
    }

    private static Severity encryption(String servers, Map<String, String> properties) {
        return KafkaChecks.encryption(new KafkaCluster(servers, properties)).severity();
    }

    @Test
    void oneReplicaAmongSeveralBrokersIsTold() {
        assertThat(KafkaChecks.replication(3, 1).severity()).isEqualTo(Severity.WARNING);
        assertThat(KafkaChecks.replication(3, 3).severity()).isEqualTo(Severity.SUCCEEDED);
        assertThat(KafkaChecks.replication(1, 1).severity()).isEqualTo(Severity.SUCCEEDED);
    }
}
