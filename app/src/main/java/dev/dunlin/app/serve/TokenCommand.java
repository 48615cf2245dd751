package dev.dunlin.app.serve;

import dev.dunlin.app.ExitCode;
import dev.dunlin.app.Surroundings;
import dev.dunlin.app.UsageException;
import dev.dunlin.coordinator.rest.Access;
import dev.dunlin.coordinator.rest.Guard;
import dev.dunlin.coordinator.rest.KnownCaller;
import dev.dunlin.coordinator.rest.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Who may talk to a server. */
@Command(
        name = "token",
        description = {
            "Make, list and withdraw the tokens of a server's callers. Run on the machine of the",
            "server, as its user; the server minds the change at once."
        },
        synopsisSubcommandLabel = "add|list|remove",
        footer = {
            "",
            "Exit codes: 0 done, 3 no caller of this name, 4 the name is taken.",
            "",
            "Examples:",
            "  dunlin token add grafana --access viewer > grafana.token",
            "  dunlin token list",
            "  dunlin token remove grafana"
        },
        sortOptions = false)
public final class TokenCommand implements Runnable {

    private static final String ADD = "dunlin token add grafana --access viewer";

    private final Surroundings surroundings;

    public TokenCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public void run() {
        throw new UsageException("say what to do with tokens: add, list or remove", ADD);
    }

    /** Makes one and prints it, once. */
    @Command(
            name = "add",
            description = "Let a caller in, and print the token to show. It is kept nowhere.",
            sortOptions = false)
    int add(
            @Parameters(paramLabel = "NAME", description = "Who; stands in the events.")
                    String name,
            @Option(
                            names = "--access",
                            paramLabel = "viewer|operator|admin",
                            defaultValue = "operator",
                            description =
                                    "viewer looks, operator (the default) also starts migrations"
                                            + " and acts on them, admin also deletes.")
                    String access,
            @Mixin CallersPlace place) {
        List<KnownCaller> callers = new ArrayList<>(place.read(surroundings));
        if (Guard.reserved(name) || callers.stream().anyMatch(one -> one.name().equals(name))) {
            surroundings.err().println("the name " + name + " is taken: see dunlin token list");
            return ExitCode.REFUSED.number();
        }
        String token = Token.fresh();
        callers.add(caller(name, access(access), token));
        place.write(surroundings, callers);
        surroundings.err().println("may come in as " + name + ", by this token:");
        surroundings.out().println(token);
        return ExitCode.DONE.number();
    }

    /** Shows who may come in; tokens cannot be shown. */
    @Command(name = "list", description = "List who may come in.", sortOptions = false)
    int list(@Mixin CallersPlace place) {
        List<KnownCaller> callers = place.read(surroundings);
        int width = callers.stream().mapToInt(one -> one.name().length()).max().orElse(0);
        for (KnownCaller one : callers) {
            surroundings.out().printf("%-" + width + "s  %s%n", one.name(), text(one.access()));
        }
        if (callers.isEmpty()) {
            surroundings.err().println("nobody but the owner of the server's own token");
        }
        return ExitCode.DONE.number();
    }

    /** What was given out to this caller opens nothing any more. */
    @Command(name = "remove", description = "Let a caller in no more.", sortOptions = false)
    int remove(
            @Parameters(paramLabel = "NAME", description = "Who.") String name,
            @Mixin CallersPlace place) {
        List<KnownCaller> callers = place.read(surroundings);
        List<KnownCaller> left = callers.stream().filter(c -> !c.name().equals(name)).toList();
        if (left.size() == callers.size()) {
            surroundings.err().println("there is no caller " + name + " in " + place);
            return ExitCode.NOT_FOUND.number();
        }
        place.write(surroundings, left);
        return ExitCode.DONE.number();
    }

    private static KnownCaller caller(String name, Access access, String token) {
        try {
            return new KnownCaller(name, access, Token.hash(token));
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()), ADD);
        }
    }

    private static Access access(String text) {
        try {
            return Access.valueOf(text.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException _) {
            throw new UsageException("--access has no such value", ADD);
        }
    }

    private static String text(Access access) {
        return access.name().toLowerCase(Locale.ROOT);
    }
}
