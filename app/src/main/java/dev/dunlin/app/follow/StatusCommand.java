package dev.dunlin.app.follow;

import dev.dunlin.app.ExitCode;
import dev.dunlin.app.Surroundings;
import dev.dunlin.app.UsageException;
import dev.dunlin.app.show.StatusText;
import dev.dunlin.app.show.Style;
import dev.dunlin.coordinator.rest.MigrationView;
import dev.dunlin.messaging.Wire;
import dev.dunlin.protocol.MigrationName;
import dev.dunlin.protocol.MigrationState;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Says how a running migration stands. */
@Command(
        name = "status",
        description = "Show how an online migration stands that another process runs.",
        footer = {
            "",
            "Exit codes: 0 shown, 3 no such migration, 9 no process runs it; with -w also 7, it",
            "  ended and did not succeed.",
            "",
            "Examples:",
            "  dunlin status shop",
            "  dunlin status shop -w"
        },
        sortOptions = false)
public final class StatusCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin private final MigrationChoice choice = new MigrationChoice();

    @Option(
            names = {"-w", "--watch"},
            description = "Go on showing until the migration has ended.")
    private boolean watch;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "table|json",
            description = "Form on stdout; with -w -o json one line for each change.")
    private String output = "table";

    public StatusCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws InterruptedException {
        MigrationName name = choice.name("status");
        boolean json =
                switch (output.toLowerCase(Locale.ROOT)) {
                    case "table" -> false;
                    case "json" -> true;
                    default -> throw new UsageException("-o has no such value", "-o table|json");
                };
        return Session.hold(
                surroundings,
                choice,
                name,
                session -> watch ? watch(session, json) : once(session, json));
    }

    private ExitCode once(Session session, boolean json) throws IOException, InterruptedException {
        MigrationView view = session.calls().view();
        session.print(json ? List.of(text(view)) : lines(session, view));
        return ExitCode.DONE;
    }

    private List<String> lines(Session session, MigrationView view) {
        boolean screen = surroundings.outIsTerminal().getAsBoolean();
        return StatusText.lines(
                view.status(),
                view.readiness(),
                surroundings.clock().instant(),
                Style.of("auto", screen, surroundings.environment()),
                session.running().place());
    }

    private ExitCode watch(Session session, boolean json) throws InterruptedException {
        JsonLines lines = new JsonLines();
        Watch.End end =
                session.watch(
                        "the migration goes on",
                        view -> {
                            if (json) {
                                session.print(lines.news(view));
                            }
                            return false;
                        });
        if (!json) {
            session.print(List.of(session.running().name() + ": " + Watch.result(end)));
        }
        return Watch.code(end, MigrationState.SUCCEEDED);
    }

    private static String text(MigrationView view) {
        return new String(Wire.encode(view), StandardCharsets.UTF_8);
    }

    /** Leaves out what was just said. */
    private static final class JsonLines {

        private String last = "";

        List<String> news(MigrationView view) {
            String now = text(view);
            boolean same = now.equals(last);
            last = now;
            return same ? List.of() : List.of(now);
        }
    }
}
