package dev.dunlin.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** A process that owns a PostgreSQL server, prints the server's process id, and is then killed. */
final class PostgresChild {
    private PostgresChild() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        var data = Path.of(arguments[0]);
        var options = PostgresOptions.of(PostgresBinaries.bundled(PostgresBinaries.NEW)).in(data);
        try (var server = PostgresServer.start(options)) {
            var pidFile = server.directory().resolve("postmaster.pid");
            System.out.println(Files.readAllLines(pidFile).getFirst());
            new CountDownLatch(1).await();
        }
    }
}
