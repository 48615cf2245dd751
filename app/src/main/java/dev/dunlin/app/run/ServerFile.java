package dev.dunlin.app.run;

import dev.dunlin.coordinator.rest.TlsFiles;
import dev.dunlin.messaging.UndecodableMessageException;
import dev.dunlin.messaging.Wire;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/**
 * How other commands reach a running migration: {@code server.json} in its work directory, readable
 * by its owner only, there as long as the process listens.
 *
 * @param migration the one that runs; empty for a server of many
 * @param host where this machine reaches it
 * @param token what callers have to show
 * @param tls what it proves itself with
 */
public record ServerFile(
        String migration, long pid, String host, int port, String token, TlsFiles tls) {

    private static final String NAME = "server.json";
    private static final String LOCAL = "127.0.0.1";

    /** A process that only this machine reaches. */
    public ServerFile(String migration, long pid, int port, String token) {
        this(migration, pid, LOCAL, port, token, TlsFiles.NONE);
    }

    /** Where this machine reaches what listens there. */
    public static String reachable(InetSocketAddress place) {
        InetAddress address = place.getAddress();
        return address.isAnyLocalAddress() ? LOCAL : address.getHostAddress();
    }

    /** How commands of this machine reach it. */
    public URI root() {
        String shown = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
        return URI.create(
                (tls.equals(TlsFiles.NONE) ? "http://" : "https://") + shown + ":" + port);
    }

    /** The file in a work directory, empty when there is none or it is not whole. */
    public static Optional<ServerFile> read(Path directory) throws IOException {
        try {
            byte[] bytes = Files.readAllBytes(directory.resolve(NAME));
            return Optional.of(Wire.decode(bytes, ServerFile.class));
        } catch (NoSuchFileException | UndecodableMessageException _) {
            return Optional.empty();
        }
    }

    /** Puts the file there; nobody else can read it, not even for a moment. */
    public void write(Path directory) throws IOException {
        remove(directory);
        Set<StandardOpenOption> fresh =
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (OutputStream out =
                Channels.newOutputStream(
                        Files.newByteChannel(
                                directory.resolve(NAME), fresh, ownerOnly(directory)))) {
            out.write(Wire.encode(this));
        }
    }

    private static FileAttribute<?>[] ownerOnly(Path directory) throws IOException {
        boolean posix = Files.getFileStore(directory).supportsFileAttributeView("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    /** Nobody listens any more. */
    public static void remove(Path directory) throws IOException {
        Files.deleteIfExists(directory.resolve(NAME));
    }

    /** Never with the token. */
    @Override
    public String toString() {
        return migration + " at port " + port + " of process " + pid;
    }
}
