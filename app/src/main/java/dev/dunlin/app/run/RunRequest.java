package dev.dunlin.app.run;

import dev.dunlin.messaging.KafkaCluster;
import dev.dunlin.protocol.MigrationMode;
import dev.dunlin.protocol.MigrationSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What one run is asked to do.
 *
 * @param heldPasswords passwords that were given in connection strings, by their reference's name
 * @param kafka a Kafka of the user's, or empty for the built-in broker
 * @param httpPort where it tells metrics; empty for nowhere
 * @param warnings what to tell before anything is done
 */
record RunRequest(
        MigrationSpec spec,
        Map<String, String> heldPasswords,
        Path workDirectory,
        Optional<KafkaCluster> kafka,
        Optional<Integer> httpPort,
        Display display,
        List<String> warnings) {

    RunRequest {
        heldPasswords = Map.copyOf(heldPasswords);
        warnings = List.copyOf(warnings);
    }

    /** Whether the migration follows its source until a cutover. */
    boolean online() {
        return spec.mode() == MigrationMode.ONLINE;
    }

    /** Never with the passwords. */
    @Override
    public String toString() {
        return spec.name() + " in " + workDirectory;
    }

    /**
     * How the run shows itself.
     *
     * @param json whether the report is one JSON document
     * @param color {@code auto}, {@code always} or {@code never}
     * @param throwaway whether nobody will want to resume
     * @param report where the findings of the validation are written, if anywhere
     */
    record Display(
            boolean json, boolean quiet, String color, boolean throwaway, Optional<Path> report) {}
}
