package dev.dunlin.app;

import static java.util.stream.Collectors.joining;

import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says in a few lines what is wrong with a command line; the whole help is for who asks. */
final class UsageErrors implements CommandLine.IParameterExceptionHandler {

    private static final int MAX_SUGGESTIONS = 3;

    @Override
    public int handleParseException(ParameterException error, String[] args) {
        CommandLine command = error.getCommandLine();
        String name = command.getCommandSpec().qualifiedName();
        PrintWriter err = command.getErr();
        err.println(name + ": " + message(error));
        if (error instanceof UnmatchedArgumentException unmatched) {
            suggest(unmatched.getSuggestions(), err);
        }
        if (error.getCause() instanceof UsageException usage && !usage.rightForm().isEmpty()) {
            err.println("  right form: " + usage.rightForm());
        }
        err.println("  more: " + help(name));
        err.flush();
        return ExitCode.USAGE.number();
    }

    private static String message(ParameterException error) {
        if (error instanceof UnmatchedArgumentException unmatched) {
            String options =
                    unmatched.getUnmatched().stream()
                            .filter(argument -> argument.startsWith("-"))
                            .map(argument -> argument.replaceFirst("=.*", ""))
                            .map(argument -> "'" + argument + "'")
                            .collect(joining(", "));
            // Other arguments are not repeated: one of them may be a connection string.
            return options.isEmpty()
                    ? "an argument is not understood (options start with --)"
                    : "unknown option " + options;
        }
        return Redaction.redacted(String.valueOf(error.getMessage()));
    }

    private static void suggest(List<String> suggestions, PrintWriter err) {
        if (!suggestions.isEmpty()) {
            err.println(
                    "  did you mean: "
                            + suggestions.stream().limit(MAX_SUGGESTIONS).collect(joining(", ")));
        }
    }

    private static String help(String name) {
        int space = name.indexOf(' ');
        return space < 0 ? "dunlin help" : "dunlin help " + name.substring(space + 1);
    }
}
