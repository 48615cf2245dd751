package dev.dunlin.app;

import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints a completion script. */
@Command(
        name = "completion",
        description = {
            "Print a completion script for the shell, to be read by it:",
            "  source <(dunlin completion bash)"
        })
final class CompletionCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(paramLabel = "bash|zsh", description = "The shell.")
    @SuppressWarnings("NullAway.Init")
    private Shell shell;

    /** Shells with a script. */
    enum Shell {
        BASH,
        ZSH
    }

    @Override
    public Integer call() {
        // One script serves both: under zsh it turns on zsh's own support of bash completion.
        String script = AutoComplete.bash("dunlin", spec.root().commandLine());
        spec.commandLine().getOut().println("# for " + shell.name().toLowerCase(Locale.ROOT));
        spec.commandLine().getOut().print(script);
        spec.commandLine().getOut().flush();
        return ExitCode.DONE.number();
    }
}
