package dev.dunlin.app.follow;

import dev.dunlin.app.UsageException;
import dev.dunlin.protocol.MigrationName;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which migration a command is about. */
final class MigrationChoice {

    @Parameters(paramLabel = "NAME", arity = "0..1", description = "Name of the migration.")
    @Nullable String name;

    @Option(
            names = "--work-dir",
            paramLabel = "DIR",
            description = "Its work directory, if dunlin run was given one.")
    @Nullable Path workDirectory;

    MigrationName name(String command) {
        if (name == null) {
            throw new UsageException("no migration is named", "dunlin " + command + " shop-2026");
        }
        try {
            return new MigrationName(name);
        } catch (IllegalArgumentException _) {
            throw new UsageException(
                    "a migration's name has letters, digits and '-' only",
                    "dunlin " + command + " shop-2026");
        }
    }
}
