package dev.dunlin.app.serve;

import dev.dunlin.app.Surroundings;
import dev.dunlin.app.run.WorkPlace;
import dev.dunlin.service.ServiceRun;
import dev.dunlin.service.Settings;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** All of Dunlin in one long-lived process. */
@Command(
        name = "serve",
        description = {
            "Run coordinator, workers, REST and web console in one process, with a built-in",
            "broker unless --bootstrap-servers names a Kafka cluster. Ends on SIGTERM; what was",
            "under way goes on when it is started again."
        },
        footer = {"", "Example:", "  dunlin serve --work-dir /var/lib/dunlin --port 7070"},
        sortOptions = false)
public final class ServeCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin private final ServiceOptions options = new ServiceOptions();

    @Mixin private final RestOptions rest = new RestOptions();

    @Mixin private final PoolOptions pool = new PoolOptions();

    public ServeCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Map<String, String> given = new HashMap<>(options.given());
        given.putAll(rest.given());
        given.putAll(pool.given());
        Settings told = Told.settings(given);
        Path directory = told.workDirectory(WorkPlace.ofServer(surroundings));
        String callers = WorkPlace.callersIn(directory).toString();
        Settings settings = Told.withRest(told.otherwise(Settings.CALLERS_FILE, callers));
        return ServiceRun.run(
                "serve", settings, () -> new ServedProcess(settings, directory, this::show));
    }

    /** To people only: what goes to a file or to a collector of logs opens no door. */
    private void show(String link) {
        if (surroundings.terminal().get().interactive()) {
            surroundings.err().println("console: " + link);
        }
    }
}
