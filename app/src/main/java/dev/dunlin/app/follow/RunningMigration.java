package dev.dunlin.app.follow;

import dev.dunlin.app.ExitCode;
import dev.dunlin.app.Surroundings;
import dev.dunlin.app.run.ServerFile;
import dev.dunlin.app.run.WorkPlace;
import dev.dunlin.protocol.MigrationName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The process that runs a migration, found by its work directory.
 *
 * @param place options that find it again, with a space before; mostly empty
 */
record RunningMigration(MigrationName name, Path directory, ServerFile server, String place) {

    /** Finds the process; ends with what to do when there is none. */
    static RunningMigration find(
            MigrationName name, @Nullable Path workDirectory, Surroundings surroundings) {
        Path directory = WorkPlace.of(name, workDirectory, surroundings);
        String place = workDirectory == null ? "" : " --work-dir " + directory;
        Optional<ServerFile> server = server(directory);
        if (server.isPresent() && !server.get().migration().equals(name.value())) {
            throw new FollowEnded(
                    ExitCode.NOT_FOUND,
                    directory + " belongs to the migration " + server.get().migration(),
                    "  next: name that one, or give the --work-dir of " + name);
        }
        if (server.isPresent() && alive(server.get())) {
            return new RunningMigration(name, directory, server.get(), place);
        }
        throw absent(name, directory);
    }

    private static Optional<ServerFile> server(Path directory) {
        try {
            return ServerFile.read(directory);
        } catch (IOException e) {
            throw new FollowEnded(
                    ExitCode.UNREACHABLE,
                    "server.json in " + directory + " cannot be read: " + e,
                    "  next: run this command as the user who runs the migration");
        }
    }

    private static boolean alive(ServerFile server) {
        return ProcessHandle.of(server.pid()).map(ProcessHandle::isAlive).orElse(false);
    }

    /** Why there is nobody to talk to. */
    static FollowEnded absent(MigrationName name, Path directory) {
        Optional<PastReport> report = PastReport.read(directory);
        if (Files.exists(directory.resolve("request.properties"))) {
            return new FollowEnded(
                    ExitCode.UNREACHABLE,
                    "no process that can be asked runs " + name + " (" + directory + ")",
                    "  next: if it is not running, start it again with the dunlin run command it",
                    "        was begun with: it resumes. A run that just began, or one with",
                    "        --mode offline, does not listen.");
        }
        if (report.isPresent()) {
            return new FollowEnded(
                    ExitCode.NOT_FOUND,
                    name + " has ended: " + report.get().result(),
                    "  its report: " + directory.resolve("report.json"));
        }
        return new FollowEnded(
                ExitCode.NOT_FOUND,
                "there is no migration " + name + " in " + directory,
                "  next: check the name, or give the --work-dir that dunlin run was given");
    }
}
