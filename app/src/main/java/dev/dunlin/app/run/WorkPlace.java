package dev.dunlin.app.run;

import dev.dunlin.app.Surroundings;
import dev.dunlin.protocol.MigrationName;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Where the work directory of a migration is. */
public final class WorkPlace {

    private WorkPlace() {}

    /** The directory that was asked for, else the one by the migration's name. */
    public static Path of(MigrationName name, @Nullable Path asked, Surroundings surroundings) {
        if (asked != null) {
            return asked.toAbsolutePath().normalize();
        }
        return ofRuns(surroundings).resolve(name.value());
    }

    /** What holds the directories of all runs. */
    public static Path ofRuns(Surroundings surroundings) {
        return states(surroundings).resolve("dunlin");
    }

    /** The one of a server, which holds many migrations. */
    public static Path ofServer(Surroundings surroundings) {
        return states(surroundings).resolve("dunlin-server");
    }

    /** Who may talk to the server that has this directory, beside its owner. */
    public static Path callersIn(Path directory) {
        return directory.resolve("callers.json");
    }

    private static Path states(Surroundings surroundings) {
        String state = surroundings.variable("XDG_STATE_HOME");
        Path root =
                state.isEmpty()
                        ? surroundings.home().resolve(".local").resolve("state")
                        : Path.of(state);
        return root.toAbsolutePath();
    }
}
