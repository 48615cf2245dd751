package dev.dunlin.app.run;

import dev.dunlin.app.ExitCode;
import dev.dunlin.app.Surroundings;
import dev.dunlin.app.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Looks at both servers as a run would, and makes nothing there. */
@Command(
        name = "validate",
        customSynopsis = "dunlin validate --source URI --target URI [--report FILE] [OPTION...]",
        description = {
            "Look at source and target as a migration would, and change nothing.",
            "It may be run at any time, again and again; it takes the options of dunlin run."
        },
        footer = {
            "",
            "Exit codes: 0 nothing stands against it, 5 something does, 9 not reached.",
            "",
            "Examples:",
            "  dunlin validate --source postgresql://me@old/shop --target postgresql://me@new \\",
            "      --mode online --report shop.html"
        },
        sortOptions = false)
public final class ValidateCommand implements Callable<Integer> {

    /** After these nobody needs the log. */
    private static final Set<ExitCode> CLEAR =
            EnumSet.of(ExitCode.DONE, ExitCode.VALIDATION_FAILED, ExitCode.UNREACHABLE);

    private final Surroundings surroundings;

    @Mixin private final RunOptions options = new RunOptions();

    public ValidateCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException {
        options.option = "Validate";
        options.throwaway = true;
        if (options.bootstrapServers != null) {
            nameOfItsOwn();
        }
        if (options.workDirectory != null) {
            return validate().number();
        }
        Path directory = Files.createTempDirectory("dunlin-validate-");
        options.workDirectory = directory;
        ExitCode code = ExitCode.UNEXPECTED;
        try {
            code = validate();
        } catch (UsageException e) {
            code = ExitCode.DONE;
            throw e;
        } finally {
            if (CLEAR.contains(code)) {
                delete(directory);
            }
        }
        return code.number();
    }

    private ExitCode validate() {
        RunRequest request = new RequestReader(options, surroundings).read();
        try (Interruption interruption = new Interruption()) {
            return new LocalRun(request, surroundings).run(interruption);
        }
    }

    /** Another name than that of a migration there, which would be taken up again by it. */
    private void nameOfItsOwn() {
        if (options.name != null) {
            throw new UsageException(
                    "--name cannot be chosen with --bootstrap-servers here",
                    "--bootstrap-servers host:9092 without --name");
        }
        options.name = "validate-" + UUID.randomUUID().toString().substring(0, 8);
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.deleteIfExists(file);
            }
        }
    }
}
