package dev.dunlin.app.demo;

import dev.dunlin.app.Surroundings;
import dev.dunlin.app.UsageException;
import dev.dunlin.app.run.Interruption;
import dev.dunlin.app.run.RunCommand;
import dev.dunlin.embedded.PostgresServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows a whole migration on a machine that has nothing to migrate. */
@Command(
        name = "demo",
        description = {
            "Migrate a sample database between two throw-away servers while clients write to it:",
            "copy, follow, cutover, proof. Nothing is left behind."
        })
public final class DemoCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Option(
            names = "--size",
            paramLabel = "small|full",
            description = "small (the default, a few MB) or full (about 200 MB).")
    private String size = "small";

    @Option(names = "--keep", description = "Keep the servers running until you press Ctrl-C.")
    private boolean keep;

    public DemoCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        int scale =
                switch (size.toLowerCase(Locale.ROOT)) {
                    case "small" -> 1;
                    case "full" -> 50;
                    default ->
                            throw new UsageException(
                                    "--size has no such value", "--size small|full");
                };
        try (Interruption interruption = new Interruption();
                DemoDirectory directory = DemoDirectory.create();
                var _ = interruption.before(directory::close)) {
            return migrate(directory, scale, interruption);
        }
    }

    private int migrate(DemoDirectory directory, int scale, Interruption interruption)
            throws IOException, InterruptedException {
        say("starting two PostgreSQL servers");
        try (DemoServers servers = DemoServers.start(directory);
                var _ = interruption.before(servers::close)) {
            say("filling the source, PostgreSQL " + servers.source().major());
            new SampleDatabase(servers.source()).fill(scale);
            say("migrating to PostgreSQL " + servers.target().major() + " while clients write");
            Path state = directory.path().resolve("run");
            int code = live(servers, state, interruption);
            if (keep) {
                hold(servers);
            }
            return code;
        }
    }

    private int live(DemoServers servers, Path state, Interruption interruption) {
        String url = servers.source().jdbcUrl(SampleDatabase.NAME);
        try (LiveWriters writers = LiveWriters.start(url);
                DemoCutover _ = DemoCutover.start(state)) {
            int code = run(servers, state, interruption);
            say("the clients made " + writers.changes() + " changes meanwhile");
            if (!writers.refusal().isEmpty()) {
                say("then the source said: " + writers.refusal());
            }
            return code;
        }
    }

    private int run(DemoServers servers, Path state, Interruption interruption) {
        return RunCommand.run(
                surroundings,
                interruption,
                "--source=" + servers.source().uri(SampleDatabase.NAME),
                "--target=" + servers.target().uri(SampleDatabase.NAME),
                "--name=demo",
                "--mode=online",
                "--throwaway",
                "--work-dir=" + state);
    }

    private void hold(DemoServers servers) throws InterruptedException {
        for (PostgresServer server : new PostgresServer[] {servers.source(), servers.target()}) {
            say("PostgreSQL " + server.major() + ": psql " + server.uri(SampleDatabase.NAME));
        }
        say("press Ctrl-C to remove both");
        Thread.currentThread().join();
    }

    private void say(String text) {
        surroundings.err().println("demo: " + text);
    }
}
