package dev.dunlin.messaging;

import dev.dunlin.protocol.ArchiveRef;
import dev.dunlin.protocol.Failure;
import dev.dunlin.protocol.FailureException;
import dev.dunlin.protocol.FailureKind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** Reads the records of one archive into a file and proves that it is whole. */
final class ArchiveDownload {

    private static final Duration POLL = Duration.ofSeconds(1);

    private final Consumer<byte[], byte[]> consumer;
    private final ArchiveRef archive;
    private final TopicPartition from;
    private final MessageDigest digest = ArchiveRecords.digest();
    private int records;

    ArchiveDownload(Consumer<byte[], byte[]> consumer, ArchiveRef archive) {
        this.consumer = consumer;
        this.archive = archive;
        this.from = new TopicPartition(archive.topic(), archive.partition());
    }

    void into(Path file) throws IOException {
        try (FileChannel output = FileChannel.open(file, StandardOpenOption.WRITE)) {
            read(output);
            prove(output.position());
            output.force(true);
        } catch (InvalidOffsetException e) {
            throw damaged("its first record is no longer there");
        } catch (KafkaException e) {
            throw Waiting.failed(FailureCodes.ARCHIVE, "cannot read " + name(), e);
        }
    }

    private void read(FileChannel output) throws IOException {
        consumer.assign(List.of(from));
        consumer.seek(from, archive.firstOffset());
        Map<TopicPartition, Long> end = consumer.endOffsets(List.of(from));
        while (records < archive.records() && !TopicReader.ahead(consumer, end).isEmpty()) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                append(record, output);
            }
        }
    }

    private void append(ConsumerRecord<byte[], byte[]> record, FileChannel output)
            throws IOException {
        if (records == archive.records() || !ArchiveRecords.belongsTo(record, archive.id())) {
            return;
        }
        if (!ArchiveRecords.isNumber(record, records)) {
            throw damaged("record " + records + " is missing");
        }
        digest.update(record.value());
        ByteBuffer piece = ByteBuffer.wrap(record.value());
        while (piece.hasRemaining()) {
            output.write(piece);
        }
        records++;
    }

    private void prove(long bytes) {
        if (records != archive.records()) {
            throw damaged("only " + records + " of " + archive.records() + " records are there");
        }
        String sha256 = HexFormat.of().formatHex(digest.digest());
        if (bytes != archive.bytes() || !sha256.equals(archive.sha256())) {
            throw damaged("its content differs from what was written");
        }
    }

    private FailureException damaged(String how) {
        return FailureException.permanent(
                new Failure(
                        FailureCodes.ARCHIVE,
                        FailureKind.TRANSPORT,
                        name() + " cannot be used: " + how,
                        "start the migration again, so that the schema is dumped anew"));
    }

    private String name() {
        return "archive " + archive.id() + " in " + from;
    }
}
