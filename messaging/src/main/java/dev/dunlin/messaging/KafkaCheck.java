package dev.dunlin.messaging;

import static dev.dunlin.protocol.check.Check.server;

import dev.dunlin.protocol.Severity;
import dev.dunlin.protocol.check.Check;

/** What each side needs of Kafka, looked at by the workers of that side. */
@SuppressWarnings("ImmutableEnumChecker") // a record of strings is immutable
public enum KafkaCheck implements Check {
    REACH(
            server(
                    "DUN-KAFKA-REACH",
                    "Brokers",
                    Severity.FAILED,
                    "The worker reaches the cluster.",
                    "See that the bootstrap servers and advertised listeners are"
                            + " reachable from the worker.")),
    ACCESS(
            server(
                    "DUN-KAFKA-ACCESS",
                    "Topics",
                    Severity.FAILED,
                    "The shared topics are there, and the worker may read and write them.",
                    "kafka-acls --add --operation Read --operation Write --topic dunlin."
                            + " --resource-pattern-type prefixed.")),
    CREATE(
            server(
                    "DUN-KAFKA-CREATE",
                    "New topics",
                    Severity.FAILED,
                    "The worker may make the topic of the migration's rows, tried without"
                            + " making it.",
                    "Allow Create on dunlin.*, and see that there are brokers for the"
                            + " replication factor.")),
    MESSAGE_SIZE(
            server(
                    "DUN-KAFKA-MESSAGE-SIZE",
                    "Size of messages",
                    Severity.FAILED,
                    "max.message.bytes of the shared topics holds the largest message.",
                    "kafka-configs --alter --topic … --add-config"
                            + " max.message.bytes=8388608.")),
    ENCRYPTION(
            server(
                    "DUN-KAFKA-TLS",
                    "Encryption",
                    Severity.WARNING,
                    "Whether brokers on other machines are spoken to by TLS, and have to"
                            + " prove who they are.",
                    "security.protocol=SASL_SSL (or SSL) in the file of --kafka-config.")),
    REPLICATION(
            server(
                    "DUN-KAFKA-REPLICATION",
                    "Replicas",
                    Severity.WARNING,
                    "Several brokers and a single replica: the loss of one broker would"
                            + " lose what waits there.",
                    "Set default.replication.factor=3 and min.insync.replicas=2 before"
                            + " the topics are made."));

    private final Description description;

    KafkaCheck(Description description) {
        this.description = description;
    }

    @Override
    public Description description() {
        return description;
    }
}
