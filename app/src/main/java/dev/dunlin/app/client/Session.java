package dev.dunlin.app.client;

import dev.dunlin.app.ExitCode;
import dev.dunlin.app.Surroundings;
import dev.dunlin.app.show.Terminal;
import dev.dunlin.protocol.MigrationName;
import dev.dunlin.protocol.MigrationStatus;
import dev.dunlin.spec.SpecError;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One command's talk with a server, and its own words to the user. */
public final class Session implements AutoCloseable {

    private static final int UNAUTHORIZED = 401;

    private final Surroundings surroundings;
    private final Optional<MigrationName> migration;
    private final RestClient rest;
    private final Terminal terminal;

    private Session(Surroundings surroundings, Optional<MigrationName> migration, Server server) {
        this.surroundings = surroundings;
        this.migration = migration;
        this.rest = new RestClient(server);
        this.terminal = surroundings.terminal().get();
    }

    /** What a command does with the server. */
    @FunctionalInterface
    public interface Talk {

        /** Talks, and says how it went. */
        ExitCode with(Session session) throws IOException, InterruptedException;
    }

    /** Finds the server of a migration, talks, and turns what goes wrong into words and a code. */
    public static int hold(
            Surroundings surroundings, ServerOptions options, MigrationName name, Talk talk)
            throws InterruptedException {
        return hold(surroundings, options, Optional.of(name), talk);
    }

    /** The same for a command about no migration in particular. */
    public static int hold(
            Surroundings surroundings,
            ServerOptions options,
            Optional<MigrationName> name,
            Talk talk)
            throws InterruptedException {
        try {
            Server server = new ServerSearch(surroundings, options).find(name);
            try (Session session = new Session(surroundings, name, server)) {
                return session.talk(talk).number();
            }
        } catch (CommandEnded e) {
            e.lines().forEach(surroundings.err()::println);
            return e.exitCode().number();
        }
    }

    private ExitCode talk(Talk talk) throws InterruptedException {
        try {
            return talk.with(this);
        } catch (Refused e) {
            String code = e.problem().code();
            say((e.notFound() ? "" : "refused " + code + ": ") + e.problem().detail());
            next(e);
            return e.exitCode();
        } catch (IOException e) {
            throw silent(e);
        }
    }

    /** What can be done about a refusal, where that is known. */
    private void next(Refused refused) throws InterruptedException {
        for (SpecError error : refused.problem().errors()) {
            say("  " + error);
        }
        if (refused.notFound() && migration.isPresent()) {
            NearNames.of(migration.get().value(), names())
                    .forEach(near -> say("  did you mean: " + near));
        }
        if (refused.problem().status() == UNAUTHORIZED) {
            say("  next: give the server's token with --token-file FILE or DUNLIN_TOKEN");
        }
    }

    private List<String> names() throws InterruptedException {
        try {
            return rest.migrations(Map.of()).stream()
                    .map(MigrationStatus::name)
                    .map(MigrationName::value)
                    .toList();
        } catch (IOException | Refused _) {
            return List.of();
        }
    }

    /** Why the run of this migration cannot be asked, as far as its work directory tells. */
    public CommandEnded absent(Path run) {
        return ServerSearch.absent(migration, run);
    }

    /** Nobody answers any more, or somebody who cannot be understood. */
    public CommandEnded silent(IOException e) {
        Server server = rest.server();
        if (server.run().isPresent() && server.gone()) {
            return ServerSearch.absent(migration, server.run().get());
        }
        return Silence.of(server, e);
    }

    /** Its server. */
    public RestClient rest() {
        return rest;
    }

    /** The command's world. */
    public Surroundings surroundings() {
        return surroundings;
    }

    /** What errors and progress are written to. */
    public Terminal terminal() {
        return terminal;
    }

    /** Options that let another command find the same server, with a space before. */
    public String place() {
        return rest.server().place();
    }

    /** Says something to the user, beside the result. */
    public void say(String line) {
        terminal.write(line + "\n");
    }

    /** Gives a part of the result. */
    public void print(List<String> lines) {
        lines.forEach(surroundings.out()::println);
    }

    @Override
    public void close() {
        rest.close();
    }
}
