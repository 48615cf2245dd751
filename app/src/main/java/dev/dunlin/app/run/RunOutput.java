package dev.dunlin.app.run;

import dev.dunlin.app.ExitCode;
import dev.dunlin.app.Surroundings;
import dev.dunlin.app.show.Closing;
import dev.dunlin.app.show.LiveDisplay;
import dev.dunlin.app.show.Problems;
import dev.dunlin.app.show.ReportJson;
import dev.dunlin.app.show.RunView;
import dev.dunlin.app.show.Style;
import dev.dunlin.app.show.Terminal;
import dev.dunlin.app.show.ValidationPage;
import dev.dunlin.app.show.ValidationReport;
import dev.dunlin.coordinator.report.RunReport;
import dev.dunlin.protocol.MigrationState;
import dev.dunlin.protocol.MigrationStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Everything a run says besides live progress: the report to standard output, the rest beside. */
final class RunOutput {

    private static final Logger LOG = LoggerFactory.getLogger(RunOutput.class);

    private final RunRequest request;
    private final Surroundings surroundings;
    private final Terminal terminal;
    private final RunView view;

    RunOutput(RunRequest request, Surroundings surroundings) {
        this.request = request;
        this.surroundings = surroundings;
        this.terminal = surroundings.terminal().get();
        this.view = new RunView(surroundings.clock(), surroundings.began(), place(request));
    }

    RunView view() {
        return view;
    }

    Terminal terminal() {
        return terminal;
    }

    Style progressStyle() {
        return Style.of(
                request.display().color(), terminal.interactive(), surroundings.environment());
    }

    private Style reportStyle() {
        boolean screen = surroundings.outIsTerminal().getAsBoolean();
        return Style.of(request.display().color(), screen, surroundings.environment());
    }

    void warn(List<String> warnings) {
        warnings.forEach(warning -> say("warning: " + warning));
    }

    void say(String text) {
        terminal.write(text + "\n");
    }

    /** The process is being ended from outside. */
    void interrupted(LiveDisplay display) {
        display.stop();
        if (request.online() && !request.display().throwaway()) {
            slotStays().forEach(this::say);
        }
        say(
                request.display().throwaway()
                        ? "interrupted"
                        : "interrupted: nothing is lost, the same command resumes ("
                                + kept()
                                + ")");
    }

    /** Ctrl-C for the first time, at a terminal. */
    void askBeforeEnding() {
        say("stop this run? Press Ctrl-C again to stop it; it goes on otherwise");
        slotStays().forEach(this::say);
    }

    private List<String> slotStays() {
        return List.of(
                "warning: a stopped run leaves its slot on the source, which holds back WAL there",
                "  next: run the same command again soon, or, while it runs, in another terminal:",
                "        dunlin cancel "
                        + request.spec().name()
                        + place(request)
                        + " --keep-target");
    }

    /** What other commands need to find this run; nothing for its usual place. */
    private String place(RunRequest of) {
        Path usual = WorkPlace.of(of.spec().name(), null, surroundings);
        return usual.equals(of.workDirectory()) ? "" : " --work-dir " + of.workDirectory();
    }

    private String kept() {
        return "state in " + request.workDirectory();
    }

    /** A migration ended: its report, and what it left to do. */
    ExitCode ended(MigrationStatus status, WorkDirectory directory) {
        ExitCode code = Outcomes.of(status);
        RunReport report = RunReport.of(status, view.tables(), code.number(), wall());
        String json = ReportJson.of(report);
        write(directory, json);
        request.display().report().ifPresent(file -> writeValidation(file, status));
        if (request.display().json()) {
            surroundings.out().println(json);
        } else {
            Closing.lines(status, report, reportStyle()).forEach(surroundings.out()::println);
        }
        Style style = progressStyle();
        status.failures().stream()
                .flatMap(failure -> Problems.failure(failure, style).stream())
                .forEach(this::say);
        if (status.state() == MigrationState.FAILED && !request.display().throwaway()) {
            say("the same command resumes what is unfinished (" + kept() + ")");
        }
        return code;
    }

    /** The run ended before its migration did. */
    ExitCode ended(RunEnded end, WorkDirectory directory) {
        write(directory, ReportJson.of(report(end)));
        ExitCode code = ended(end);
        say("log: " + directory.log());
        return code;
    }

    /** The run ended before it had a directory. */
    ExitCode ended(RunEnded end) {
        if (request.display().json()) {
            surroundings.out().println(ReportJson.of(report(end)));
        }
        Problems.failure(end.failure(), progressStyle()).forEach(this::say);
        return end.exitCode();
    }

    private RunReport report(RunEnded end) {
        String result = end.exitCode() == ExitCode.REFUSED ? "Refused" : "Error";
        return RunReport.failed(
                request.spec(), result, end.exitCode().number(), end.failure(), wall());
    }

    private Duration wall() {
        return Duration.between(surroundings.began(), surroundings.clock().instant());
    }

    private void writeValidation(Path file, MigrationStatus status) {
        ValidationReport report = ValidationReport.of(status);
        boolean asJson = file.toString().toLowerCase(Locale.ROOT).endsWith(".json");
        String text = asJson ? ReportJson.of(report) + "\n" : ValidationPage.of(report);
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            LOG.warn("no validation report", e);
            say("warning: " + file + " cannot be written: " + e.getMessage());
        }
    }

    private static void write(WorkDirectory directory, String json) {
        try {
            Files.writeString(directory.report(), json + "\n");
        } catch (IOException e) {
            LOG.warn("no report.json", e);
        }
    }
}
