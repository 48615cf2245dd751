package dev.dunlin.embedded;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.EligibleLeaderReplicasVersion;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * The directory of one broker, held by a file lock from start to close.
 *
 * <p>Formatting happens in a folder beside the final one and becomes visible by a rename, so a
 * process killed half-way leaves nothing that a later start could mistake for a broker's data.
 */
final class BrokerDirectory implements AutoCloseable {
    private static final String LOCK = "broker.lock";
    private static final String LOG = "log";
    private static final String UNFINISHED = "log.unfinished";

    private final Path directory;
    private final FileChannel channel;

    private BrokerDirectory(Path directory, FileChannel channel) {
        this.directory = directory;
        this.channel = channel;
    }

    static BrokerDirectory open(Path directory) {
        try {
            Files.createDirectories(directory);
            refuseForeignContent(directory);
            return lock(directory);
        } catch (IOException e) {
            throw new EmbeddedServerException("cannot use broker directory " + directory, e);
        }
    }

    private static BrokerDirectory lock(Path directory) throws IOException {
        var channel =
                FileChannel.open(
                        directory.resolve(LOCK),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE);
        if (tryLock(channel)) {
            return new BrokerDirectory(directory, channel);
        }
        channel.close();
        throw new EmbeddedServerException(
                "broker directory " + directory + " is in use by another running process");
    }

    private static boolean tryLock(FileChannel channel) throws IOException {
        try {
            @SuppressWarnings("unused") // held until the channel closes
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException _) {
            return false; // held by a broker of this same process
        }
    }

    private static void refuseForeignContent(Path directory) throws IOException {
        try (var entries = Files.list(directory)) {
            var foreign =
                    entries.map(entry -> entry.getFileName().toString())
                            .filter(name -> !Set.of(LOCK, LOG, UNFINISHED).contains(name))
                            .sorted()
                            .findFirst();
            if (foreign.isPresent()) {
                throw notBroker(directory, "it holds " + foreign.get());
            }
        }
    }

    private static EmbeddedServerException notBroker(Path directory, String reason) {
        return new EmbeddedServerException(
                "directory " + directory + " is not a broker's: " + reason);
    }

    /** The formatted log directory, made on first use. */
    Path log() {
        var log = directory.resolve(LOG);
        try {
            if (Files.notExists(log)) {
                format(log);
            }
        } catch (Exception e) {
            throw new EmbeddedServerException("cannot format broker directory " + directory, e);
        }
        if (Files.notExists(log.resolve("meta.properties"))) {
            throw notBroker(directory, "log/meta.properties is missing");
        }
        return log;
    }

    private void format(Path log) throws Exception {
        var unfinished = directory.resolve(UNFINISHED);
        deleteTree(unfinished);
        new Formatter()
                .setPrintStream(new PrintStream(OutputStream.nullOutputStream()))
                .setClusterId(Uuid.randomUuid().toString())
                .setNodeId(BrokerSettings.NODE_ID)
                .setDirectories(List.of(unfinished.toString()))
                .setMetadataLogDirectory(unfinished.toString())
                .setControllerListenerName(BrokerSettings.CONTROLLER_LISTENER)
                .setReleaseVersion(MetadataVersion.latestProduction())
                // Chooses leaders among replicas; with one replica it can only leave us without.
                .setFeatureLevel(EligibleLeaderReplicasVersion.FEATURE_NAME, (short) 0)
                .run();
        Files.move(unfinished, log, StandardCopyOption.ATOMIC_MOVE);
    }

    static void deleteTree(Path root) throws IOException {
        if (Files.notExists(root)) {
            return;
        }
        try (var paths = Files.walk(root)) {
            for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
