package dev.dunlin.messaging;

import dev.dunlin.protocol.ArchiveRef;
import dev.dunlin.protocol.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;

/**
 * Keeps dump archives in {@link Topics#ARCHIVES}, so that source and target need no disk in common.
 *
 * <p>An archive is a run of records that carry its id; others may write in between. What comes out
 * is what went in, proved by its SHA-256, or nothing. Safe for use by several threads.
 */
public final class ArchiveStore implements AutoCloseable {

    private final KafkaCluster cluster;
    private final Producer<byte[], byte[]> producer;
    private final ReentrantLock fetching = new ReentrantLock();

    public ArchiveStore(KafkaCluster cluster) {
        this.cluster = cluster;
        this.producer = RowsProducer.create(cluster);
    }

    /** Writes the file to the topic and returns when the broker has all of it. */
    public ArchiveRef publish(Path file) {
        try {
            return new ArchiveUpload(producer).upload(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read archive " + file, e);
        }
    }

    /**
     * The archive as a file in the directory, fetched unless it is there already.
     *
     * @throws dev.dunlin.protocol.FailureException with {@link FailureCodes#ARCHIVE}: permanent
     *     when the archive is incomplete or damaged, retryable when Kafka cannot be read
     */
    public Path fetch(ArchiveRef archive, Path directory) {
        Path file = directory.resolve("archive-" + archive.sha256() + ".dump");
        fetching.lock();
        try {
            if (!Files.exists(file) || Files.size(file) != archive.bytes()) {
                Files.createDirectories(directory);
                download(archive, file);
            }
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep archive in " + directory, e);
        } finally {
            fetching.unlock();
        }
    }

    @Override
    public void close() {
        producer.close();
    }

    /** Under another name until it is whole and proved. */
    private void download(ArchiveRef archive, Path file) throws IOException {
        Path part = Files.createTempFile(file.getParent(), "archive-", ".part");
        Consumer<byte[], byte[]> consumer = TopicReader.open(cluster);
        try {
            new ArchiveDownload(consumer, archive).into(part);
            Files.move(
                    part,
                    file,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } finally {
            TopicReader.close(consumer);
            Files.deleteIfExists(part);
        }
    }
}
