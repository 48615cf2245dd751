package dev.dunlin.app.ask;

import dev.dunlin.app.Surroundings;
import dev.dunlin.app.UsageException;
import dev.dunlin.app.client.MigrationChoice;
import dev.dunlin.app.client.Session;
import dev.dunlin.app.show.Tables;
import dev.dunlin.protocol.MigrationName;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Says how each table stands. */
@Command(
        name = "tables",
        customSynopsis = "dunlin tables NAME [OPTION...]",
        description = "List the tables of a migration and how far each is.",
        footer = {
            "",
            "Exit codes: 0 listed, 3 no such migration, 9 no server, 10 not permitted.",
            "",
            "Examples:",
            "  dunlin tables shop --sort bytes",
            "  dunlin tables shop --phase copying -w",
            "  dunlin tables shop --phase different -o json"
        },
        sortOptions = false)
public final class TablesCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin private final MigrationChoice choice = new MigrationChoice();

    @Option(
            names = "--sort",
            paramLabel = "bytes|rows",
            description = "Largest first. Default: by database, in the order of the plan.")
    private String sort = "";

    @Option(
            names = "--phase",
            paramLabel = "PHASE",
            description =
                    "Only those in this phase: planned, copying, keys, indexes, built, complete,"
                            + " verified, different, skipped and others.")
    private String phase = "";

    @Option(names = "--database", paramLabel = "DB", description = "Only those of this database.")
    @Nullable
    private String database;

    @Mixin private final OutputOptions output = new OutputOptions();
    @Mixin private final RepeatOptions repeat = new RepeatOptions();

    public TablesCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws InterruptedException {
        MigrationName name = choice.name("tables");
        if (!sort.matches("|bytes|rows")) {
            throw new UsageException("--sort has no such value", "--sort bytes|rows");
        }
        if (!phase.isEmpty() && Tables.phases().stream().noneMatch(phase::equalsIgnoreCase)) {
            throw new UsageException(
                    "--phase has no such value", "--phase " + String.join("|", Tables.phases()));
        }
        Map<String, String> query = new TreeMap<>(Map.of("sort", sort, "phase", phase));
        if (database != null) {
            query.put("database", database);
        }
        Printer printer = output.printer(surroundings);
        return Session.hold(
                surroundings,
                choice.server(),
                name,
                session ->
                        repeat.show(
                                session,
                                printer,
                                Tables.listing(printer.style()),
                                () -> session.rest().tables(name, query)));
    }
}
