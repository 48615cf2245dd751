package dev.dunlin.app.follow;

import dev.dunlin.app.ExitCode;
import dev.dunlin.app.Surroundings;
import dev.dunlin.app.UsageException;
import dev.dunlin.app.ask.OutputOptions;
import dev.dunlin.app.ask.Printer;
import dev.dunlin.app.ask.RepeatOptions;
import dev.dunlin.app.client.NamedMigration;
import dev.dunlin.app.client.ServerOptions;
import dev.dunlin.app.client.Session;
import dev.dunlin.app.show.Fleet;
import dev.dunlin.app.show.StatusText;
import dev.dunlin.coordinator.rest.MigrationView;
import dev.dunlin.protocol.MigrationName;
import dev.dunlin.protocol.MigrationState;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Says how migrations stand. */
@Command(
        name = "status",
        customSynopsis = "dunlin status NAME... [OPTION...]",
        description = {
            "Show how a migration stands: bars, figures, what stands against a cutover. Several",
            "names make a table."
        },
        footer = {
            "",
            "Exit codes: 0 shown, 3 no such migration, 9 no process runs it; with -w also 5, 6, 7:",
            "  it ended and did not succeed.",
            "",
            "Examples:",
            "  dunlin status shop",
            "  dunlin status shop -w",
            "  dunlin status shop stock -o wide"
        },
        sortOptions = false)
public final class StatusCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Parameters(
            paramLabel = "NAME",
            arity = "0..*",
            description = "Names; sales.orders is the database orders of sales.")
    private final List<String> names = new ArrayList<>();

    @Mixin private final ServerOptions server = new ServerOptions();
    @Mixin private final OutputOptions output = new OutputOptions();
    @Mixin private final RepeatOptions repeat = new RepeatOptions();

    public StatusCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (names.isEmpty()) {
            throw new UsageException("no migration is named", "dunlin status shop-2026");
        }
        List<MigrationName> asked =
                names.stream().map(name -> NamedMigration.of(name, "status")).toList();
        Printer printer = output.printer(surroundings);
        return Session.hold(
                surroundings,
                server,
                Optional.of(asked.getFirst()),
                session ->
                        asked.size() > 1
                                ? several(session, asked, printer)
                                : repeat.wanted()
                                        ? watch(session, asked.getFirst(), printer)
                                        : once(session, asked.getFirst(), printer));
    }

    private ExitCode several(Session session, List<MigrationName> asked, Printer printer)
            throws IOException, InterruptedException {
        return repeat.show(
                session,
                printer,
                Fleet.listing(surroundings.clock(), printer.style()),
                () -> {
                    List<MigrationView> views = new ArrayList<>();
                    for (MigrationName name : asked) {
                        views.add(session.rest().view(name));
                    }
                    return views;
                });
    }

    private ExitCode once(Session session, MigrationName name, Printer printer)
            throws IOException, InterruptedException {
        MigrationView view = session.rest().view(name);
        printer.one(
                view,
                name.value(),
                () ->
                        StatusText.lines(
                                view.status(),
                                view.readiness(),
                                surroundings.clock().instant(),
                                printer.style(),
                                session.place()));
        return ExitCode.DONE;
    }

    /** Programs get a line for each change, and no end in words. */
    private ExitCode watch(Session session, MigrationName name, Printer printer)
            throws InterruptedException {
        List<MigrationView> last = new ArrayList<>();
        String detached = "the migration goes on";
        Watch.Wish wish =
                new Watch.Wish(
                        view -> {
                            if (printer.structured() && !last.contains(view)) {
                                printer.line(view);
                            }
                            last.clear();
                            last.add(view);
                            return false;
                        },
                        -1,
                        Optional.empty(),
                        printer.quiet(),
                        detached);
        Watch.End end = Watch.until(session, name, wish);
        if (!printer.structured()) {
            session.print(List.of(name + ": " + Watch.result(end)));
        }
        return Watch.code(end, MigrationState.SUCCEEDED);
    }
}
