package dev.dunlin.app.serve;

import dev.dunlin.service.Settings;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which work a process takes, and how much of it. */
final class PoolOptions {

    @Option(
            names = "--pool",
            paramLabel = "NAME",
            description = "Take work of this pool only. Default: default.")
    @Nullable String pool;

    @Option(
            names = "--workers",
            paramLabel = "N",
            description = "Tasks at a time, 1 to 64. Default: from the CPUs.")
    @Nullable String workers;

    Map<String, String> given() {
        Map<String, String> given = new HashMap<>();
        ServiceOptions.put(given, Settings.POOL, pool);
        ServiceOptions.put(given, Settings.WORKERS, workers);
        return given;
    }
}
