package dev.dunlin.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dunlin.messaging.KafkaCluster;
import dev.dunlin.protocol.DatabasePhase;
import dev.dunlin.protocol.DatabaseStatus;
import dev.dunlin.protocol.OnlineSettings;
import dev.dunlin.testkit.Await;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Separate processes: many migrations at once, and one process of each role killed meanwhile. */
@Tag("soak")
final class ProcessesIT {

    /** Rows of each table; the last are the largest, so that something copies when all began. */
    private static final int[] ROWS = {500, 5_000, 20_000, 40_000, 80_000};

    @TempDir private Path home;

    private final List<Moving> all = new ArrayList<>();
    private final long start = System.nanoTime();

    @Test
    void one_of_each_is_killed_and_all_ten_succeed() throws Exception {
        try (RoleProcesses processes = new RoleProcesses(home)) {
            processes.start();
            try {
                migrate(processes);
            } catch (AssertionError e) {
                throw new AssertionError(e.getMessage() + processes.logs(), e);
            }
        } finally {
            all.forEach(Moving::close);
        }
    }

    private void migrate(RoleProcesses processes) throws Exception {
        for (int rows : ROWS) {
            all.add(Moving.offline("offline-" + rows, rows));
            all.add(Moving.online("online-" + rows, rows, OnlineSettings.DEFAULT));
        }
        processes.awaitRunning();
        say("processes run");
        try (MigrationClient client =
                new MigrationClient(KafkaCluster.at(processes.bootstrapServers()))) {
            all.forEach(client::begin);
            Await.until(
                    "every migration copies, or is further",
                    MigrationClient.LONG,
                    () -> all.stream().allMatch(moving -> copies(client, moving)));
            List<String> phases =
                    all.stream().map(m -> m.name() + " " + client.phases(m.name())).toList();
            for (String role : RoleProcesses.ROLES) {
                processes.kill(role + "-1");
            }
            say("killed one of each while " + phases);
            assertThat(phases).as("some still copy").anyMatch(phase -> phase.endsWith(" copy"));
            processes.start();
            for (Moving moving : all) {
                if (moving.online()) {
                    client.cutOver(moving);
                    say("cutover of " + moving.name() + " taken");
                }
            }
            for (Moving moving : all) {
                client.assertSucceeds(moving);
                say(moving.name() + " succeeded");
            }
        }
        all.forEach(Moving::assertEqual);
        say("all are equal");
    }

    private static boolean copies(MigrationClient client, Moving moving) {
        List<DatabaseStatus> databases = client.status(moving.name()).databases();
        return !databases.isEmpty()
                && databases.stream()
                        .allMatch(
                                database ->
                                        database.chunksLoaded() > 0
                                                || DatabasePhase.COPY.before(database.phase()));
    }

    private void say(String what) {
        Duration since = Duration.ofNanos(System.nanoTime() - start);
        System.out.println("ProcessesIT: " + since.toSeconds() + " s: " + what);
    }
}
