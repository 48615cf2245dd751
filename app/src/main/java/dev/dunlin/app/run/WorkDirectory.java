package dev.dunlin.app.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/**
 * The directory of one migration, or of a server: the built-in broker's data, a log, the report,
 * and what was asked for. One process at a time holds it, by a file lock that ends with the
 * process.
 */
public final class WorkDirectory implements AutoCloseable {

    private static final String OWNER_ONLY = "rwx------";

    private final Path path;
    private final FileChannel lockFile;

    private WorkDirectory(Path path, FileChannel lockFile) {
        this.path = path;
        this.lockFile = lockFile;
    }

    /**
     * Makes the directory, for its owner only, and takes its lock.
     *
     * @throws RunEnded refused, with the process that holds the lock
     */
    public static WorkDirectory take(Path path) {
        try {
            make(path);
            Path lock = path.resolve("lock");
            FileChannel channel =
                    FileChannel.open(
                            lock,
                            StandardOpenOption.CREATE,
                            StandardOpenOption.READ,
                            StandardOpenOption.WRITE);
            if (!locked(channel)) {
                String holder = read(channel);
                channel.close();
                throw RunEnded.refused(
                        "DUN-RUN-BUSY",
                        "this migration is being run"
                                + (holder.isBlank() ? "" : " by process " + holder)
                                + " in "
                                + path,
                        "Wait until it ends, or choose another --name for another migration.");
            }
            channel.truncate(0);
            byte[] pid =
                    Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.UTF_8);
            channel.write(ByteBuffer.wrap(pid), 0);
            WorkDirectory taken = new WorkDirectory(path, channel);
            if (Files.exists(taken.over())) {
                taken.finish();
            }
            return taken;
        } catch (IOException | UncheckedIOException e) {
            throw RunEnded.refused(
                    "DUN-RUN-WORKDIR",
                    "the work directory " + path + " cannot be used: " + e,
                    "Make it writable, or choose another with --work-dir.");
        }
    }

    private static void make(Path path) throws IOException {
        if (Files.isDirectory(path)) {
            return;
        }
        if (Files.getFileStore(existing(path)).supportsFileAttributeView("posix")) {
            Files.createDirectories(
                    path,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString(OWNER_ONLY)));
        } else {
            Files.createDirectories(path);
        }
    }

    private static Path existing(Path path) {
        Path at = path;
        while (!Files.exists(at) && at.getParent() != null) {
            at = at.getParent();
        }
        return at;
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            @Nullable FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException _) {
            return false;
        }
    }

    private static String read(FileChannel channel) throws IOException {
        ByteBuffer content = ByteBuffer.allocate(32);
        channel.read(content, 0);
        return new String(content.array(), 0, content.position(), StandardCharsets.UTF_8).strip();
    }

    Path path() {
        return path;
    }

    /** Data of the built-in broker. */
    public Path broker() {
        return path.resolve("broker");
    }

    /** Checkpoints of the coordinator. */
    public Path coordinator() {
        return path.resolve("coordinator");
    }

    /** Key of the passwords that a server was given. */
    public Path secretKey() {
        return path.resolve("secret.key");
    }

    /** State of the readiness figures. */
    Path readiness() {
        return path.resolve("readiness");
    }

    /** Files that workers need for a while. */
    Path scratch() {
        return path.resolve("scratch");
    }

    Path log() {
        return path.resolve("dunlin.log");
    }

    Path report() {
        return path.resolve("report.json");
    }

    /** What the unfinished migration was asked to do; absent when none is unfinished. */
    Path request() {
        return path.resolve("request.properties");
    }

    /** Makes the directories that are used while running; what an earlier run left there goes. */
    public void prepare() {
        try {
            ServerFile.remove(path);
            delete(scratch());
            Files.createDirectories(scratch());
            Files.createDirectories(coordinator());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Removes everything but the log and the report: nothing is left to resume. Whoever takes the
     * directory next ends what was begun here, if this process is killed in the middle of it.
     */
    void finish() {
        try {
            Files.write(over(), new byte[0]);
            Files.deleteIfExists(request());
            delete(broker());
            delete(coordinator());
            delete(readiness());
            delete(scratch());
            Files.delete(over());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path over() {
        return path.resolve("over");
    }

    private static void delete(Path tree) throws IOException {
        if (!Files.exists(tree)) {
            return;
        }
        Files.walkFileTree(
                tree,
                new SimpleFileVisitor<Path>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                            throws IOException {
                        Files.deleteIfExists(file);
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFileFailed(Path file, IOException error)
                            throws IOException {
                        if (error instanceof NoSuchFileException) {
                            return FileVisitResult.CONTINUE;
                        }
                        throw error;
                    }

                    @Override
                    public FileVisitResult postVisitDirectory(
                            Path directory, @Nullable IOException error) throws IOException {
                        Files.deleteIfExists(directory);
                        return FileVisitResult.CONTINUE;
                    }
                });
    }

    /** Gives the lock back; the lock file stays, since removing it would let two hold it. */
    @Override
    public void close() {
        try {
            lockFile.truncate(0);
            lockFile.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
