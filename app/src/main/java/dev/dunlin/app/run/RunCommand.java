package dev.dunlin.app.run;

import dev.dunlin.app.Surroundings;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Moves databases now, in this process, and ends when they are moved. */
@Command(
        name = "run",
        customSynopsis = "dunlin run --source URI --target URI [OPTION...]",
        description = {
            "Move databases from one PostgreSQL server to another.",
            "The same command again resumes a migration that was interrupted."
        },
        footer = {
            "",
            "Exit codes: 0 done, 1 unexpected, 2 usage, 4 refused, 5 validation failed,",
            "  6 verification found differences, 7 failed, 9 server or Kafka not reached,",
            "  130 interrupted.",
            "",
            "Examples:",
            "  dunlin run --source postgresql://me@old/shop --target postgresql://me@new/shop",
            "  dunlin run --source postgresql://me@old --target postgresql://me@new \\",
            "      --databases sales,stock --option Validate",
            "  dunlin run --mode online --name shop --source ... --target ..."
        },
        sortOptions = false)
public final class RunCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin private final RunOptions options = new RunOptions();

    public RunCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        RunRequest request = new RequestReader(options, surroundings).read();
        try (Interruption interruption = new Interruption()) {
            return new LocalRun(request, surroundings).run(interruption).number();
        }
    }

    /** The same as part of another command, which has its own word when it is interrupted. */
    public static int run(Surroundings surroundings, Interruption interruption, String... args) {
        RunCommand command = new RunCommand(surroundings);
        new CommandLine(command).parseArgs(args);
        RunRequest request = new RequestReader(command.options, surroundings).read();
        return new LocalRun(request, surroundings).run(interruption).number();
    }
}
