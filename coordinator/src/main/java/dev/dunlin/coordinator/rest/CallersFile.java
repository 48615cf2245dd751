package dev.dunlin.coordinator.rest;

import dev.dunlin.messaging.UndecodableMessageException;
import dev.dunlin.messaging.Wire;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file of callers: a JSON list of {@link KnownCaller}, which its owner alone may read and write.
 * It is read again when it has changed, so a token that was removed opens nothing any more. A file
 * that is not as it has to be lets nobody in.
 */
public final class CallersFile {

    private static final Logger LOG = LoggerFactory.getLogger(CallersFile.class);
    private static final Set<PosixFilePermission> OWNER =
            PosixFilePermissions.fromString("rwx------");
    private static final String NOTHING = "none";

    private final Path file;
    private String seen = "";
    private List<KnownCaller> callers = List.of();

    public CallersFile(Path file) {
        this.file = file;
    }

    /**
     * Who is in it now; nobody where there is no file.
     *
     * @throws IOException when others may read or write it, or it holds something else
     */
    public List<KnownCaller> read() throws IOException {
        if (!Files.exists(file)) {
            return List.of();
        }
        requireOwnersOnly();
        try {
            return List.of(Wire.decode(Files.readAllBytes(file), KnownCaller[].class));
        } catch (UndecodableMessageException e) {
            throw new IOException(file + " is no list of callers: " + e.getMessage(), e);
        }
    }

    private void requireOwnersOnly() throws IOException {
        boolean posix = Files.getFileStore(file).supportsFileAttributeView("posix");
        if (posix && !OWNER.containsAll(Files.getPosixFilePermissions(file))) {
            throw new IOException(
                    "others may read or write " + file + ": its permissions must be 0600");
        }
    }

    /** Who is in it, as it was when it last changed. */
    synchronized List<KnownCaller> latest() {
        String now = state();
        if (now.equals(seen)) {
            return callers;
        }
        seen = now;
        try {
            callers = read();
        } catch (IOException e) {
            LOG.error("no caller of a file is let in: {}", e.getMessage());
            callers = List.of();
        }
        return callers;
    }

    private String state() {
        try {
            BasicFileAttributes about = Files.readAttributes(file, BasicFileAttributes.class);
            return about.lastModifiedTime() + " " + about.size() + " " + about.fileKey();
        } catch (IOException _) {
            return NOTHING;
        }
    }

    /** Replaces it whole; nobody else can read it, not even for a moment. */
    public void write(List<KnownCaller> list) throws IOException {
        Path absolute = file.toAbsolutePath();
        Path directory = absolute.resolveSibling("").normalize();
        Files.createDirectories(directory);
        // A temporary file is its owner's alone from the beginning.
        Path fresh = Files.createTempFile(directory, "callers-", ".json");
        try {
            Files.write(fresh, Wire.encode(list));
            Files.move(fresh, absolute, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    @Override
    public String toString() {
        return file.toString();
    }
}
