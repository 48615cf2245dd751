package dev.dunlin.messaging;

import dev.dunlin.protocol.ArchiveRef;
import dev.dunlin.protocol.Topics;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.UUID;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;

/** Writes one file as the records of an archive, a few at a time. */
final class ArchiveUpload {

    private static final int IN_FLIGHT = 8;

    private final Producer<byte[], byte[]> producer;
    private final String id = UUID.randomUUID().toString();
    private final MessageDigest digest = ArchiveRecords.digest();
    private final Deque<Future<RecordMetadata>> underWay = new ArrayDeque<>();
    private long firstOffset = -1;
    private int records;
    private long bytes;

    ArchiveUpload(Producer<byte[], byte[]> producer) {
        this.producer = producer;
    }

    ArchiveRef upload(Path file) throws IOException {
        try (InputStream input = Files.newInputStream(file)) {
            byte[] piece = input.readNBytes(ArchiveRecords.PIECE_BYTES);
            while (piece.length > 0) {
                send(piece);
                piece = input.readNBytes(ArchiveRecords.PIECE_BYTES);
            }
        }
        while (!underWay.isEmpty()) {
            awaitOldest();
        }
        String sha256 = HexFormat.of().formatHex(digest.digest());
        long first = Math.max(firstOffset, 0);
        return new ArchiveRef(
                Topics.ARCHIVES, ArchiveRecords.PARTITION, first, id, records, bytes, sha256);
    }

    private void send(byte[] piece) {
        digest.update(piece);
        var record =
                new ProducerRecord<byte[], byte[]>(
                        Topics.ARCHIVES, ArchiveRecords.PARTITION, null, piece);
        ArchiveRecords.mark(record, id, records);
        try {
            underWay.add(producer.send(record));
        } catch (KafkaException e) {
            throw Waiting.failed(FailureCodes.ARCHIVE, "cannot write an archive", e);
        }
        records++;
        bytes += piece.length;
        if (underWay.size() >= IN_FLIGHT) {
            awaitOldest();
        }
    }

    private void awaitOldest() {
        RecordMetadata written =
                Waiting.on(underWay.remove(), FailureCodes.ARCHIVE, "cannot write an archive");
        if (firstOffset < 0) {
            firstOffset = written.offset();
        }
    }
}
