package dev.dunlin.app;

import dev.dunlin.protocol.FailureException;
import java.io.PrintWriter;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/** The last resort for what a command did not foresee: one line, and the details to the log. */
final class Unexpected implements CommandLine.IExecutionExceptionHandler {

    @Override
    public int handleExecutionException(Exception error, CommandLine command, ParseResult parsed) {
        if (error instanceof UsageException usage) {
            return new UsageErrors()
                    .handleParseException(
                            new CommandLine.ParameterException(
                                    command, String.valueOf(usage.getMessage()), usage),
                            new String[0]);
        }
        LoggerFactory.getLogger(Unexpected.class).error("unexpected", error);
        String text =
                error instanceof FailureException failure
                        ? failure.failure().toString()
                        : error.toString();
        PrintWriter err = command.getErr();
        err.println("dunlin: " + Redaction.redacted(text.lines().findFirst().orElse("")));
        err.flush();
        return ExitCode.UNEXPECTED.number();
    }
}
