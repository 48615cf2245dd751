package dev.dunlin.embedded;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Objects;
import java.util.Properties;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * PostgreSQL binaries packed in our jar, unpacked once per release into the user's cache.
 *
 * <p>Any number of processes may unpack at the same time: each does so in a folder of its own, and
 * the first rename wins.
 */
final class PostgresArchive {
    private static final String FILE = "postgres-linux-x86_64.txz";

    private PostgresArchive() {}

    /** The unpacked folder, holding {@code bin}, {@code lib} and {@code share}. */
    static Path unpacked(int major) {
        var release = release(major);
        try {
            var folder = cache().resolve("postgres-" + release + "-linux-x86_64");
            if (Files.notExists(folder)) {
                unpack(major, folder);
            }
            return folder;
        } catch (IOException e) {
            throw new EmbeddedServerException("cannot unpack PostgreSQL " + release, e);
        }
    }

    private static String release(int major) {
        var bundled = new Properties();
        try (var in = PostgresArchive.class.getResourceAsStream("postgres.properties")) {
            bundled.load(Objects.requireNonNull(in));
        } catch (IOException e) {
            throw new EmbeddedServerException("cannot read the list of bundled releases", e);
        }
        var release = bundled.getProperty(Integer.toString(major));
        if (release == null) {
            throw new EmbeddedServerException(
                    "no PostgreSQL " + major + " is bundled, only " + bundled.keySet());
        }
        requirePlatform();
        return release;
    }

    private static void requirePlatform() {
        var platform = System.getProperty("os.name") + " " + System.getProperty("os.arch");
        if (!platform.toLowerCase(Locale.ROOT).equals("linux amd64")) {
            throw new EmbeddedServerException(
                    "PostgreSQL is bundled for Linux on amd64 only, this is " + platform);
        }
    }

    private static Path cache() throws IOException {
        if (!Unprivileged.needsOtherUser()) {
            try {
                return Files.createDirectories(userCache());
            } catch (FileSystemException _) {
                return sharedCache(); // a home that is absent or read-only
            }
        }
        return sharedCache(); // the other user cannot look into root's home
    }

    /** What lies in the common temporary folder is run only if we ourselves have put it there. */
    private static Path sharedCache() throws IOException {
        var user = System.getProperty("user.name");
        var folder = Path.of(System.getProperty("java.io.tmpdir"), "dunlin-postgres-" + user);
        Files.createDirectories(folder);
        if (!Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS).getName().equals(user)) {
            throw new IOException(folder + " belongs to someone else");
        }
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        return folder;
    }

    private static Path userCache() {
        var chosen = System.getenv("XDG_CACHE_HOME");
        var base =
                chosen == null || chosen.isBlank()
                        ? Path.of(System.getProperty("user.home"), ".cache")
                        : Path.of(chosen);
        return base.resolve("dunlin");
    }

    private static void unpack(int major, Path folder) throws IOException {
        var unfinished = Files.createTempDirectory(folder.getParent(), "unpacking-");
        try {
            Files.setPosixFilePermissions(unfinished, PosixFilePermissions.fromString("rwxr-xr-x"));
            var name = "postgres-" + major + "/" + FILE;
            try (var in = PostgresArchive.class.getResourceAsStream(name)) {
                copy(Objects.requireNonNull(in, name), unfinished);
            }
            publish(unfinished, folder);
        } finally {
            BrokerDirectory.deleteTree(unfinished);
        }
    }

    private static void publish(Path unfinished, Path folder) throws IOException {
        try {
            Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            throw e;
        } catch (FileSystemException e) {
            if (Files.notExists(folder)) {
                throw e; // else another process was faster
            }
        }
    }

    private static void copy(InputStream archive, Path folder) throws IOException {
        var tar = new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(archive)));
        for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
            var path = folder.resolve(entry.getName()).normalize();
            if (!path.startsWith(folder)) {
                throw new IOException("archive entry outside of its folder: " + entry.getName());
            }
            write(tar, entry, path);
        }
    }

    private static void write(TarArchiveInputStream tar, TarArchiveEntry entry, Path path)
            throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(path);
            return;
        }
        Files.createDirectories(path.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(tar, path);
        var executable = (entry.getMode() & 0100) != 0;
        Files.setPosixFilePermissions(
                path, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
    }
}
