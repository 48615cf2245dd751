package dev.dunlin.app.serve;

import dev.dunlin.coordinator.CoordinatorMain;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** One coordinator, until it is told to end. */
@Command(
        name = "coordinator",
        description = {
            "Decide what happens in migrations, and answer for them by REST.",
            "Any number may run against one Kafka cluster; ends on SIGTERM."
        },
        sortOptions = false)
public final class CoordinatorCommand implements Callable<Integer> {

    @Mixin private final ServiceOptions options = new ServiceOptions();

    @Mixin private final RestOptions rest = new RestOptions();

    @Override
    public Integer call() {
        Map<String, String> given = new HashMap<>(options.given());
        given.putAll(rest.given());
        return CoordinatorMain.run(Told.withRest(Told.withCluster(given)));
    }
}
