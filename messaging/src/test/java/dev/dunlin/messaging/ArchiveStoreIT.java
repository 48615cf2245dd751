package dev.dunlin.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dunlin.protocol.ArchiveRef;
import dev.dunlin.protocol.FailureException;
import dev.dunlin.protocol.Topics;
import dev.dunlin.testkit.TestBroker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveStoreIT {

    private final KafkaCluster cluster = KafkaCluster.at(TestBroker.shared().bootstrapServers());
    @TempDir private Path directory;
    private final ArchiveStore store = new ArchiveStore(cluster);

    @BeforeEach
    void makeTopics() {
        try (Admin admin = Admin.create(cluster.properties())) {
            new ControlTopics(admin, ControlTopics.BROKER_DEFAULT).ensure();
        }
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void whatIsFetchedIsWhatWasPublishedAlsoBetweenOthers() throws Exception {
        try (var threads = Executors.newFixedThreadPool(4)) {
            var published =
                    threads.invokeAll(
                            IntStream.range(0, 4)
                                    .<Callable<ArchiveRef>>mapToObj(
                                            seed -> () -> store.publish(file(seed, 3_500_000)))
                                    .toList());
            for (int seed = 0; seed < 4; seed++) {
                ArchiveRef archive = published.get(seed).get();

                Path fetched = store.fetch(archive, directory.resolve("cache"));

                assertThat(archive.records()).isEqualTo(4);
                assertThat(fetched).hasSameBinaryContentAs(directory.resolve("file-" + seed));
            }
        }
        assertThat(names("cache")).hasSize(4).allMatch(name -> name.endsWith(".dump"));
    }

    @Test
    void anArchiveIsFetchedOnce() throws Exception {
        ArchiveRef archive = store.publish(file(1, 10));
        Path first = store.fetch(archive, directory);
        ArchiveRef elsewhere = moved(archive, archive.firstOffset() + 1_000_000);

        assertThat(store.fetch(elsewhere, directory)).isEqualTo(first);
    }

    @Test
    void anEmptyFileIsAnArchiveToo() throws Exception {
        ArchiveRef archive = store.publish(file(1, 0));

        assertThat(store.fetch(archive, directory)).isEmptyFile();
    }

    @Test
    void anArchiveThatIsNotWholeIsRefused() throws Exception {
        ArchiveRef archive = store.publish(file(1, 3_500_000));

        refused(moved(archive, archive.firstOffset() + 1), "record 0 is missing");
        refused(with(archive, archive.records() + 1, archive.sha256()), "only 4 of 5");
        refused(moved(archive, archive.firstOffset() + 1_000_000), "only 0 of 4");
        deleteUpTo(archive.firstOffset() + 1);
        refused(archive, "first record is no longer there");
        assertThat(names("refused")).isEmpty();
    }

    @Test
    void anArchiveWithOtherContentIsRefused() throws Exception {
        ArchiveRef archive = store.publish(file(1, 100));

        refused(with(archive, 1, "0".repeat(64)), "differs");
        assertThat(names("refused")).isEmpty();
    }

    private void refused(ArchiveRef archive, String reason) {
        assertThatThrownBy(() -> store.fetch(archive, directory.resolve("refused")))
                .isInstanceOfSatisfying(
                        FailureException.class,
                        e -> {
                            assertThat(e.retryable()).isFalse();
                            assertThat(e.failure().code()).isEqualTo("DUN-KAFKA-ARCHIVE");
                            assertThat(e.failure().message()).contains(reason);
                        });
    }

    private void deleteUpTo(long offset) throws Exception {
        var partition = new TopicPartition(Topics.ARCHIVES, 0);
        try (Admin admin = Admin.create(cluster.properties())) {
            admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(offset)))
                    .all()
                    .get();
        }
    }

    private static ArchiveRef moved(ArchiveRef archive, long offset) {
        return new ArchiveRef(
                archive.topic(),
                archive.partition(),
                offset,
                archive.id(),
                archive.records(),
                archive.bytes(),
                archive.sha256());
    }

    private static ArchiveRef with(ArchiveRef archive, int records, String sha256) {
        return new ArchiveRef(
                archive.topic(),
                archive.partition(),
                archive.firstOffset(),
                archive.id(),
                records,
                archive.bytes(),
                sha256);
    }

    private Path file(long seed, int size) throws IOException {
        byte[] bytes = new byte[size];
        new Random(seed).nextBytes(bytes);
        return Files.write(directory.resolve("file-" + seed), bytes);
    }

    private Stream<String> names(String name) throws IOException {
        try (Stream<Path> files = Files.list(directory.resolve(name))) {
            return files.map(file -> file.getFileName().toString()).toList().stream();
        }
    }
}
