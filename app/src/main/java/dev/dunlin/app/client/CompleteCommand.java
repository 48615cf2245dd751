package dev.dunlin.app.client;

import dev.dunlin.app.ExitCode;
import dev.dunlin.app.Surroundings;
import dev.dunlin.protocol.DatabasePair;
import dev.dunlin.protocol.MigrationName;
import dev.dunlin.protocol.MigrationStatus;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Names of migrations for the shell's completion: quick, and silent whatever happens. */
@Command(name = "__complete", hidden = true, description = "Names for the shell's completion.")
public final class CompleteCommand implements Callable<Integer> {

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Surroundings surroundings;

    @Parameters(paramLabel = "BEGINNING", arity = "0..1", description = "What was typed so far.")
    private String beginning = "";

    @Mixin private final ServerOptions server = new ServerOptions();

    public CompleteCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws InterruptedException {
        try {
            Server found = new ServerSearch(surroundings, server).find(Optional.empty());
            try (RestClient rest = new RestClient(found, PATIENCE)) {
                rest.migrations(Map.of()).stream()
                        .flatMap(this::names)
                        .filter(name -> name.startsWith(beginning))
                        .forEach(surroundings.out()::println);
            }
        } catch (CommandEnded | Refused | IOException _) {
            // Nobody to ask: then there is nothing to complete.
        }
        return ExitCode.DONE.number();
    }

    /** Databases only once the migration is typed: there may be many. */
    private Stream<String> names(MigrationStatus status) {
        String name = status.name().value();
        List<DatabasePair> pairs = status.spec().databases();
        boolean deeper = pairs.size() > 1 && beginning.startsWith(name + ".");
        return deeper
                ? pairs.stream().map(p -> status.name().of(p.source())).map(MigrationName::value)
                : Stream.of(name);
    }
}
