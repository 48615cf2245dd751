package dev.dunlin.messaging;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** How an archive lies in its topic: pieces of the file, each with its id and number. */
final class ArchiveRecords {

    static final int PIECE_BYTES = 1 << 20;
    static final int PARTITION = 0;

    private static final String ID = "dunlin-archive-id";
    private static final String NUMBER = "dunlin-archive-record";

    private ArchiveRecords() {}

    static void mark(ProducerRecord<byte[], byte[]> record, String id, int number) {
        record.headers().add(ID, bytes(id)).add(NUMBER, bytes(String.valueOf(number)));
    }

    static boolean belongsTo(ConsumerRecord<byte[], byte[]> record, String id) {
        return id.equals(text(record.headers().lastHeader(ID)));
    }

    static boolean isNumber(ConsumerRecord<byte[], byte[]> record, int number) {
        return String.valueOf(number).equals(text(record.headers().lastHeader(NUMBER)));
    }

    static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static String text(@Nullable Header header) {
        return header == null || header.value() == null
                ? ""
                : new String(header.value(), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
