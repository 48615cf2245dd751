package dev.dunlin.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KafkaOptionsTest {

    @Test
    void how_to_reach_brokers_and_who_one_is_passes() {
        Map<String, String> properties =
                Map.of(
                        "security.protocol", "SASL_SSL",
                        "sasl.mechanism", "SCRAM-SHA-512",
                        "sasl.jaas.config",
                                "org.apache.kafka.common.security.scram.ScramLoginModule required"
                                        + " username=\"me\" password=\"canary\";",
                        "ssl.truststore.location", "/etc/dunlin/kafka.p12",
                        "request.timeout.ms", "30000");

        KafkaCluster cluster = new KafkaCluster("kafka:9093", properties);

        assertThat(cluster.properties()).containsAllEntriesOf(properties);
        assertThat(cluster.toString()).isEqualTo("kafka:9093");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "interceptor.classes",
                "metric.reporters",
                "config.providers",
                "config.providers.file.class",
                "sasl.client.callback.handler.class",
                "sasl.login.class",
                "sasl.kerberos.kinit.cmd",
                "sasl.oauthbearer.jwt.retriever.class",
                "ssl.engine.factory.class",
                "security.providers",
                "partitioner.class",
                "key.deserializer",
                "bootstrap.servers",
                "acks",
                "enable.idempotence",
                "group.id"
            })
    void what_names_code_or_makes_delivery_safe_is_not_for_choice(String name) {
        assertThatThrownBy(() -> new KafkaCluster("k:1", Map.of(name, "canary")))
                .hasMessageContaining("Kafka property " + name + " is not taken")
                .hasMessageContaining("sasl.jaas.config, ")
                .hasMessageContaining("ssl.truststore.location")
                .hasMessageNotContaining("canary");
    }

    @ParameterizedTest
    @CsvSource({
        "security.protocol, TELNET",
        "sasl.jaas.config, com.sun.security.auth.module.JndiLoginModule required canary=1;",
        "sasl.jaas.config, com.sun.security.auth.module.LdapLoginModule required canary=1;",
        "sasl.login.callback.handler.class, canary.Handler"
    })
    void values_that_name_code_are_of_a_list_too(String name, String value) {
        assertThat(KafkaOptions.refusal(Map.of(name, value)).orElse(""))
                .contains(name)
                .doesNotContain("canary");
    }

    @Test
    void every_name_is_one_that_clients_know() {
        assertThat(KafkaOptions.TAKEN)
                .allMatch(
                        name ->
                                AdminClientConfig.configNames().contains(name)
                                        || ConsumerConfig.configNames().contains(name));
    }
}
