package dev.dunlin.app.ask;

import dev.dunlin.app.ExitCode;
import dev.dunlin.app.Surroundings;
import dev.dunlin.app.UsageException;
import dev.dunlin.app.client.MigrationChoice;
import dev.dunlin.app.client.Session;
import dev.dunlin.app.show.ReportJson;
import dev.dunlin.app.show.ReportText;
import dev.dunlin.app.show.Style;
import dev.dunlin.coordinator.report.RunReport;
import dev.dunlin.protocol.MigrationName;
import dev.dunlin.protocol.MigrationStatus;
import dev.dunlin.protocol.TableStatus;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Gives the evidence of a migration. */
@Command(
        name = "report",
        customSynopsis = "dunlin report NAME [OPTION...]",
        description = {
            "Print the report of a migration: tables with their proof, times, findings, cutover.",
            "Before its end it is what is known so far."
        },
        footer = {
            "",
            "Exit codes: 0 printed, 3 no such migration, 9 no server, 10 not permitted.",
            "",
            "Examples:",
            "  dunlin report shop",
            "  dunlin report shop -o json > shop.json"
        },
        sortOptions = false)
public final class ReportCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin private final MigrationChoice choice = new MigrationChoice();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "text|json",
            description = "Form of the report. Default: text.")
    private String output = "text";

    public ReportCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws InterruptedException {
        MigrationName name = choice.name("report");
        if (!output.equals("text") && !output.equals("json")) {
            throw new UsageException("-o has no such value", "-o text|json");
        }
        return Session.hold(surroundings, choice.server(), name, session -> talk(session, name));
    }

    private ExitCode talk(Session session, MigrationName name)
            throws IOException, InterruptedException {
        MigrationStatus status = session.rest().view(name).status();
        List<TableStatus> tables = session.rest().tables(name, Map.of());
        RunReport report = RunReport.of(status, tables);
        if (output.equals("json")) {
            session.print(List.of(ReportJson.of(report)));
        } else {
            boolean screen = surroundings.outIsTerminal().getAsBoolean();
            Style style = Style.of("auto", screen, surroundings.environment());
            session.print(ReportText.lines(report, style));
        }
        return ExitCode.DONE;
    }
}
