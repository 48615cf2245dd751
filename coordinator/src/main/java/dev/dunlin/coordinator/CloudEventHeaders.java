package dev.dunlin.coordinator;

import dev.dunlin.protocol.Reply;
import dev.dunlin.protocol.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * Headers that make the messages of public topics CloudEvents in binary form (CloudEvents 1.0,
 * Kafka protocol binding): whoever routes by them needs to know nothing of Dunlin. Readers of ours
 * ignore them.
 */
final class CloudEventHeaders {

    private static final Set<String> PUBLIC =
            Set.of(
                    Topics.REPLIES,
                    Topics.EVENTS,
                    Topics.MIGRATIONS,
                    Topics.TABLES,
                    Topics.READINESS);

    private CloudEventHeaders() {}

    /** The headers of a message; none for a message of a topic that is not public. */
    static Headers of(Outgoing outgoing, Instant now) {
        Headers headers = new RecordHeaders();
        Object message = outgoing.message();
        if (message == null || !PUBLIC.contains(outgoing.topic())) {
            return headers;
        }
        add(headers, "ce_specversion", "1.0");
        add(headers, "ce_id", UUID.randomUUID().toString());
        add(headers, "ce_source", "/dunlin/coordinator");
        add(headers, "ce_type", type(message.getClass().getSimpleName()));
        add(headers, "ce_subject", outgoing.key());
        add(headers, "ce_time", now.toString());
        add(headers, "content-type", "application/json");
        if (message instanceof Reply reply) {
            add(headers, "ce_correlationid", reply.commandId());
        }
        return headers;
    }

    /** MigrationStatus becomes dunlin.migration-status.v1. */
    private static String type(String name) {
        String words = name.replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
        return "dunlin." + words + ".v1";
    }

    private static void add(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
