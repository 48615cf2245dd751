package dev.dunlin.app.ask;

import dev.dunlin.app.Surroundings;
import dev.dunlin.app.client.NamedMigration;
import dev.dunlin.app.client.ServerOptions;
import dev.dunlin.app.client.Session;
import dev.dunlin.app.show.Fleet;
import dev.dunlin.protocol.MigrationName;
import dev.dunlin.protocol.MigrationStatus;
import dev.dunlin.protocol.Readiness;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Says how far targets are behind. */
@Command(
        name = "lag",
        customSynopsis = "dunlin lag [NAME] [OPTION...]",
        description = {
            "Show how far targets are behind their sources, database by database: age of the",
            "newest change on the target, changes on their way, rates, WAL held back."
        },
        footer = {
            "",
            "Exit codes: 0 shown, 3 no such migration, 9 no server, 10 not permitted.",
            "",
            "Examples:",
            "  dunlin lag",
            "  dunlin lag shop -w",
            "  dunlin lag shop -o json"
        },
        sortOptions = false)
public final class LagCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Parameters(
            paramLabel = "NAME",
            arity = "0..1",
            description = "Name of the migration. Default: all that follow their source.")
    @Nullable
    private String name;

    @Mixin private final ServerOptions server = new ServerOptions();
    @Mixin private final OutputOptions output = new OutputOptions();
    @Mixin private final RepeatOptions repeat = new RepeatOptions();

    public LagCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws InterruptedException {
        Optional<MigrationName> asked =
                Optional.ofNullable(name).map(text -> NamedMigration.of(text, "lag"));
        Printer printer = output.printer(surroundings);
        return Session.hold(
                surroundings,
                server,
                asked,
                session ->
                        repeat.show(
                                session,
                                printer,
                                Fleet.lags(printer.style()),
                                () -> ask(session, asked, printer)));
    }

    private static List<Readiness> ask(
            Session session, Optional<MigrationName> asked, Printer printer)
            throws IOException, InterruptedException {
        List<MigrationName> names = asked.isPresent() ? List.of(asked.get()) : following(session);
        List<Readiness> found = new ArrayList<>();
        for (MigrationName one : names) {
            found.addAll(session.rest().view(one).readiness());
        }
        if (found.isEmpty() && !printer.quiet() && !printer.structured()) {
            session.say("nothing follows its source now");
        }
        return found;
    }

    private static List<MigrationName> following(Session session)
            throws IOException, InterruptedException {
        return session.rest().migrations(Map.of("filter", "active")).stream()
                .filter(Fleet::follows)
                .map(MigrationStatus::name)
                .toList();
    }
}
