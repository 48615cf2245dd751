package dev.dunlin.app.demo;

import dev.dunlin.app.client.Refused;
import dev.dunlin.app.client.RestClient;
import dev.dunlin.app.client.Server;
import dev.dunlin.app.run.ServerFile;
import dev.dunlin.coordinator.rest.MigrationView;
import dev.dunlin.protocol.MigrationName;
import dev.dunlin.protocol.MigrationState;
import dev.dunlin.protocol.Readiness;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The user of a demonstration: watches the migration from outside as {@code dunlin cutover} does,
 * lets it follow for some seconds, then asks for the cutover.
 */
final class DemoCutover implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DemoCutover.class);
    private static final Duration LOOK = Duration.ofMillis(500);
    private static final int LOOKS_WHILE_READY = 10;

    private final Path directory;
    private final Thread thread;

    private DemoCutover(Path directory) {
        this.directory = directory;
        this.thread = Thread.ofPlatform().daemon().name("demo-user").unstarted(this::run);
    }

    /** Begins to watch the run that has this work directory. */
    static DemoCutover start(Path directory) {
        DemoCutover user = new DemoCutover(directory);
        user.thread.start();
        return user;
    }

    private void run() {
        try {
            ServerFile file = server();
            MigrationName name = new MigrationName(file.migration());
            try (RestClient rest = new RestClient(Server.of(file, directory))) {
                while (!asked(rest, name)) {
                    Thread.sleep(LOOK);
                }
            }
        } catch (InterruptedException _) {
            LOG.debug("the run has ended");
        }
    }

    private ServerFile server() throws InterruptedException {
        while (true) {
            try {
                Optional<ServerFile> server = ServerFile.read(directory);
                if (server.isPresent()) {
                    return server.get();
                }
            } catch (IOException e) {
                LOG.debug("not there yet", e);
            }
            Thread.sleep(LOOK);
        }
    }

    /** Whether a cutover was accepted; what is refused or not ready is tried again. */
    private static boolean asked(RestClient rest, MigrationName name) throws InterruptedException {
        try {
            for (int looks = 0; looks < LOOKS_WHILE_READY; looks++) {
                if (!ready(rest.view(name))) {
                    return false;
                }
                Thread.sleep(LOOK);
            }
            var _ = rest.act(name, "cutover", Map.of("fence", "read-only"));
            return true;
        } catch (Refused e) {
            LOG.info("not yet: {}", e.getMessage());
            return false;
        } catch (IOException e) {
            LOG.info("the run does not answer", e);
            return false;
        }
    }

    private static boolean ready(MigrationView view) {
        return view.status().state() == MigrationState.WAITING_FOR_USER_ACTION
                && !view.readiness().isEmpty()
                && view.readiness().stream().allMatch(Readiness::ready);
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
