package dev.dunlin.messaging;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Which client properties of Kafka a user may set: how to reach the brokers and how to prove who
 * one is. Everything else is refused by name: properties can name classes, programs and providers
 * of secrets that a process would then run or read, and what makes delivery safe is not for choice.
 */
public final class KafkaOptions {

    private static final String PROTOCOL = "security.protocol";
    private static final String JAAS = "sasl.jaas.config";
    private static final String LOGIN_CALLBACK = "sasl.login.callback.handler.class";
    private static final String OAUTH = "org.apache.kafka.common.security.oauthbearer.";

    /** The names that are taken. */
    public static final SortedSet<String> TAKEN =
            Collections.unmodifiableSortedSet(
                    new TreeSet<>(
                            List.of(
                                    "client.dns.lookup",
                                    "client.id",
                                    "client.rack",
                                    "connections.max.idle.ms",
                                    "default.api.timeout.ms",
                                    "enable.metrics.push",
                                    "metadata.max.age.ms",
                                    "metadata.recovery.rebootstrap.trigger.ms",
                                    "metadata.recovery.strategy",
                                    "receive.buffer.bytes",
                                    "reconnect.backoff.max.ms",
                                    "reconnect.backoff.ms",
                                    "request.timeout.ms",
                                    "retry.backoff.max.ms",
                                    "retry.backoff.ms",
                                    JAAS,
                                    "sasl.kerberos.min.time.before.relogin",
                                    "sasl.kerberos.service.name",
                                    "sasl.kerberos.ticket.renew.jitter",
                                    "sasl.kerberos.ticket.renew.window.factor",
                                    LOGIN_CALLBACK,
                                    "sasl.login.connect.timeout.ms",
                                    "sasl.login.read.timeout.ms",
                                    "sasl.login.refresh.buffer.seconds",
                                    "sasl.login.refresh.min.period.seconds",
                                    "sasl.login.refresh.window.factor",
                                    "sasl.login.refresh.window.jitter",
                                    "sasl.login.retry.backoff.max.ms",
                                    "sasl.login.retry.backoff.ms",
                                    "sasl.mechanism",
                                    "sasl.oauthbearer.client.credentials.client.id",
                                    "sasl.oauthbearer.client.credentials.client.secret",
                                    "sasl.oauthbearer.scope",
                                    "sasl.oauthbearer.scope.claim.name",
                                    "sasl.oauthbearer.sub.claim.name",
                                    "sasl.oauthbearer.token.endpoint.url",
                                    PROTOCOL,
                                    "send.buffer.bytes",
                                    "socket.connection.setup.timeout.max.ms",
                                    "socket.connection.setup.timeout.ms",
                                    "ssl.cipher.suites",
                                    "ssl.enabled.protocols",
                                    "ssl.endpoint.identification.algorithm",
                                    "ssl.key.password",
                                    "ssl.keymanager.algorithm",
                                    "ssl.keystore.certificate.chain",
                                    "ssl.keystore.key",
                                    "ssl.keystore.location",
                                    "ssl.keystore.password",
                                    "ssl.keystore.type",
                                    "ssl.protocol",
                                    "ssl.trustmanager.algorithm",
                                    "ssl.truststore.certificates",
                                    "ssl.truststore.location",
                                    "ssl.truststore.password",
                                    "ssl.truststore.type")));

    private static final Set<String> PROTOCOLS =
            Set.of("PLAINTEXT", "SSL", "SASL_PLAINTEXT", "SASL_SSL");

    /** JAAS can name any class, and some of them fetch and run what others say. */
    private static final Set<String> LOGIN_MODULES =
            Set.of(
                    "org.apache.kafka.common.security.plain.PlainLoginModule",
                    "org.apache.kafka.common.security.scram.ScramLoginModule",
                    OAUTH + "OAuthBearerLoginModule",
                    "com.sun.security.auth.module.Krb5LoginModule");

    private static final Set<String> LOGIN_CALLBACKS =
            Set.of(OAUTH + "OAuthBearerLoginCallbackHandler");

    private KafkaOptions() {}

    /** What is wrong with these properties, by name and never by value; empty when nothing is. */
    public static Optional<String> refusal(Map<String, String> properties) {
        return new TreeSet<>(properties.keySet())
                .stream()
                        .flatMap(n -> refusal(n, properties.getOrDefault(n, "")).stream())
                        .findFirst();
    }

    private static Optional<String> refusal(String name, String value) {
        if (!TAKEN.contains(name)) {
            return Optional.of(
                    "Kafka property " + name + " is not taken; taken are " + listed(TAKEN));
        }
        String word = value.strip().split("\\s", 2)[0];
        return switch (name) {
            case PROTOCOL -> unless(PROTOCOLS.contains(word), name, PROTOCOLS);
            case JAAS -> unless(LOGIN_MODULES.contains(word), name, LOGIN_MODULES);
            case LOGIN_CALLBACK -> unless(LOGIN_CALLBACKS.contains(word), name, LOGIN_CALLBACKS);
            default -> Optional.empty();
        };
    }

    private static Optional<String> unless(boolean fits, String name, Set<String> choices) {
        return fits
                ? Optional.empty()
                : Optional.of(
                        "Kafka property " + name + " begins with none of: " + listed(choices));
    }

    private static String listed(Set<String> names) {
        return String.join(", ", new TreeSet<>(names));
    }

    /** Whether what is sent can be read on the way, or the brokers need not prove who they are. */
    static String weakness(Map<String, String> properties) {
        String protocol = properties.getOrDefault(PROTOCOL, "PLAINTEXT").strip();
        if (!protocol.endsWith("SSL")) {
            return PROTOCOL + "=" + protocol + ": nothing is encrypted on the way";
        }
        String identity =
                properties.getOrDefault("ssl.endpoint.identification.algorithm", "https").strip();
        return identity.isEmpty()
                ? "ssl.endpoint.identification.algorithm is empty: the names in certificates are"
                        + " not looked at"
                : "";
    }
}
