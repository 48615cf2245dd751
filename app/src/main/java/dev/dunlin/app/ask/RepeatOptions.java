package dev.dunlin.app.ask;

import dev.dunlin.app.ExitCode;
import dev.dunlin.app.client.Session;
import dev.dunlin.app.show.Listing;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Option;

/** Whether an answer is shown again and again. */
public final class RepeatOptions {

    private static final Duration PERIOD = Duration.ofSeconds(2);
    private static final String HOME = "\u001b[H";
    private static final String CLEAR_LINE = "\u001b[K";
    private static final String CLEAR_BELOW = "\u001b[J";

    @Option(
            names = {"-w", "--watch"},
            description = {
                "Go on showing: a screen that changes, or, into a pipe, each change as it comes",
                "(with -o jsonl one JSON object on a line). Ctrl-C ends it."
            })
    private boolean watch;

    /** Whether to repeat. */
    public boolean wanted() {
        return watch;
    }

    /** Asks a server for things. */
    @FunctionalInterface
    public interface Question<T> {

        /** Asks now. */
        List<T> ask() throws IOException, InterruptedException;
    }

    /** Shows the answer once, or until the user has seen enough. */
    public <T> ExitCode show(
            Session session, Printer printer, Listing<T> listing, Question<T> question)
            throws IOException, InterruptedException {
        if (!watch) {
            printer.list(question.ask(), listing);
            return ExitCode.DONE;
        }
        boolean screen = session.surroundings().outIsTerminal().getAsBoolean();
        boolean drawn = screen && !printer.structured();
        List<String> last = new ArrayList<>();
        while (true) {
            List<String> lines = printer.lines(question.ask(), listing);
            if (drawn) {
                draw(printer.out(), lines, last.isEmpty());
            } else {
                news(lines, last).forEach(printer.out()::println);
            }
            last.clear();
            last.addAll(lines);
            Thread.sleep(PERIOD);
        }
    }

    /** Over what was drawn before, in one write; the first time over everything. */
    private static void draw(PrintStream out, List<String> lines, boolean first) {
        StringBuilder frame = new StringBuilder(first ? HOME + CLEAR_BELOW : HOME);
        lines.forEach(line -> frame.append(line).append(CLEAR_LINE).append('\n'));
        out.print(frame.append(CLEAR_BELOW));
        out.flush();
    }

    private static List<String> news(List<String> lines, List<String> last) {
        Set<String> said = new HashSet<>(last);
        return lines.stream().filter(line -> !said.contains(line)).toList();
    }
}
