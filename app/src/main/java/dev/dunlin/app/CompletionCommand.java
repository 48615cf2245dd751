package dev.dunlin.app;

import static java.util.stream.Collectors.joining;

import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints a completion script. */
@Command(
        name = "completion",
        description = {
            "Print a completion script for the shell, to be read by it:",
            "  source <(dunlin completion bash)",
            "Names of migrations come from the server that commands would talk to."
        })
final class CompletionCommand implements Callable<Integer> {

    /** Puts names where picocli's script knows nothing to offer. */
    private static final String NAMES =
            """

            # Names of migrations, asked of the server while a name is being typed.
            function _dunlin_with_names() {
              _complete_dunlin
              local typed="${COMP_WORDS[COMP_CWORD]}" verb="${COMP_WORDS[1]}"
              if [ "$COMP_CWORD" -ge 2 ] && [ "${typed#-}" = "$typed" ]; then
                case "$verb" in
                  VERBS)
                    COMPREPLY+=( $(compgen -W "$(dunlin __complete -- "$typed" 2>/dev/null)" \
            -- "$typed") ) ;;
                esac
              fi
            }
            complete -F _dunlin_with_names -o default dunlin
            """;

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
        CommandLine root = spec.root().commandLine();
        String script = AutoComplete.bash("dunlin", root);
        spec.commandLine().getOut().println("# for " + shell.name().toLowerCase(Locale.ROOT));
        spec.commandLine().getOut().print(script);
        spec.commandLine().getOut().print(NAMES.replace("VERBS", verbs(root)));
        spec.commandLine().getOut().flush();
        return ExitCode.DONE.number();
    }

    /** The commands that take the name of a migration, as a pattern of the shell. */
    private static String verbs(CommandLine root) {
        return root.getSubcommands().entrySet().stream()
                .filter(entry -> takesName(entry.getValue().getCommandSpec()))
                .map(entry -> entry.getKey())
                .collect(joining("|"));
    }

    private static boolean takesName(CommandSpec command) {
        return command.positionalParameters().stream()
                .anyMatch(parameter -> parameter.paramLabel().equals("NAME"));
    }
}
