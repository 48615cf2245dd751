package dev.dunlin.app.serve;

import dev.dunlin.app.Surroundings;
import dev.dunlin.app.UsageException;
import dev.dunlin.app.run.WorkPlace;
import dev.dunlin.coordinator.rest.CallersFile;
import dev.dunlin.coordinator.rest.KnownCaller;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which file of callers a command is about. */
final class CallersPlace {

    private static final String RIGHT = "--callers-file callers.json";

    @Option(
            names = "--callers-file",
            paramLabel = "FILE",
            description = "The file the server was given. Default: callers.json of its --work-dir.")
    @Nullable Path file;

    @Option(
            names = "--work-dir",
            paramLabel = "DIR",
            description = "Work directory of dunlin serve. Default: the usual one of this user.")
    @Nullable Path directory;

    private CallersFile callers(Surroundings surroundings) {
        if (file != null) {
            return new CallersFile(file);
        }
        String variable = surroundings.variable("DUNLIN_CALLERS_FILE");
        if (directory == null && !variable.isEmpty()) {
            return new CallersFile(Path.of(variable));
        }
        Path work = directory == null ? WorkPlace.ofServer(surroundings) : directory;
        return new CallersFile(WorkPlace.callersIn(work));
    }

    List<KnownCaller> read(Surroundings surroundings) {
        try {
            return callers(surroundings).read();
        } catch (IOException e) {
            throw new UsageException(String.valueOf(e.getMessage()), RIGHT);
        }
    }

    void write(Surroundings surroundings, List<KnownCaller> list) {
        CallersFile callers = callers(surroundings);
        try {
            callers.write(list);
        } catch (IOException e) {
            throw new UsageException(callers + " cannot be written: " + e, RIGHT);
        }
    }

    @Override
    public String toString() {
        return file == null ? "the file of callers" : file.toString();
    }
}
