package dev.dunlin.app.ask;

import dev.dunlin.app.Surroundings;
import dev.dunlin.app.UsageException;
import dev.dunlin.app.client.ServerOptions;
import dev.dunlin.app.client.Session;
import dev.dunlin.app.show.Fleet;
import dev.dunlin.coordinator.rest.MigrationView;
import dev.dunlin.protocol.MigrationStatus;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Says which migrations there are. */
@Command(
        name = "list",
        description = "List the migrations of a server, newest first.",
        footer = {
            "",
            "Exit codes: 0 listed, 9 no server, 10 not permitted.",
            "",
            "Examples:",
            "  dunlin list",
            "  dunlin list --filter all -o wide",
            "  dunlin list --state Failed -q | xargs -n1 dunlin retry"
        },
        sortOptions = false)
public final class ListCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Option(
            names = "--filter",
            paramLabel = "active|all",
            description = "active leaves out those that have ended. Default: all.")
    private String filter = "all";

    @Option(
            names = "--state",
            paramLabel = "STATE",
            description =
                    "Only those in this state: InProgress, WaitingForUserAction, Succeeded, Failed,"
                            + " ValidationFailed or Canceled.")
    @Nullable
    private String state;

    @Option(
            names = "--find",
            paramLabel = "TEXT",
            description = "Only those whose name or server holds this text.")
    @Nullable
    private String find;

    @Mixin private final ServerOptions server = new ServerOptions();
    @Mixin private final OutputOptions output = new OutputOptions();
    @Mixin private final RepeatOptions repeat = new RepeatOptions();

    public ListCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws InterruptedException {
        Map<String, String> query = query();
        Printer printer = output.printer(surroundings);
        return Session.hold(
                surroundings,
                server,
                Optional.empty(),
                session ->
                        repeat.show(
                                session,
                                printer,
                                Fleet.listing(surroundings.clock(), printer.style()),
                                () -> ask(session, query, printer)));
    }

    private Map<String, String> query() {
        if (!filter.equals("all") && !filter.equals("active")) {
            throw new UsageException("--filter has no such value", "--filter active|all");
        }
        Map<String, String> query = new TreeMap<>();
        query.put("filter", filter);
        if (state != null) {
            String wanted = state;
            if (Fleet.states().stream().noneMatch(wanted::equalsIgnoreCase)) {
                throw new UsageException(
                        "--state has no such value", "--state " + String.join("|", Fleet.states()));
            }
            query.put("state", state);
        }
        if (find != null) {
            query.put("q", find);
        }
        return query;
    }

    private static List<MigrationView> ask(
            Session session, Map<String, String> query, Printer printer)
            throws IOException, InterruptedException {
        List<MigrationView> views = new ArrayList<>();
        for (MigrationStatus status : session.rest().migrations(query)) {
            boolean look = Fleet.follows(status);
            views.add(
                    look
                            ? session.rest().view(status.name())
                            : new MigrationView(status, List.of()));
        }
        if (views.isEmpty() && !printer.quiet() && !printer.structured()) {
            session.say("no migrations; begin one with: dunlin create -f FILE");
        }
        return views;
    }
}
