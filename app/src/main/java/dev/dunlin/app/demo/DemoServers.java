package dev.dunlin.app.demo;

import dev.dunlin.embedded.PostgresBinaries;
import dev.dunlin.embedded.PostgresOptions;
import dev.dunlin.embedded.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.CompletableFuture;

/** An older and a newer server, started side by side. */
record DemoServers(PostgresServer source, PostgresServer target) implements AutoCloseable {

    static DemoServers start(DemoDirectory directory) throws IOException {
        // The servers run as another user when we are root, and must get through to their data.
        Files.setPosixFilePermissions(
                directory.path(), PosixFilePermissions.fromString("rwx--x--x"));
        CompletableFuture<PostgresServer> source =
                CompletableFuture.supplyAsync(
                        () -> server(directory, PostgresBinaries.OLD, "source"));
        PostgresServer target = server(directory, PostgresBinaries.NEW, "target");
        return new DemoServers(source.join(), target);
    }

    private static PostgresServer server(DemoDirectory directory, int major, String name) {
        return PostgresServer.start(
                PostgresOptions.of(PostgresBinaries.bundled(major))
                        .in(directory.path().resolve(name)));
    }

    @Override
    public void close() {
        source.close();
        target.close();
    }
}
