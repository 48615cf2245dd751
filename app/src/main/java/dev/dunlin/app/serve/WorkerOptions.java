package dev.dunlin.app.serve;

import dev.dunlin.service.Settings;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options of a process that is one worker. */
final class WorkerOptions {

    @Mixin ServiceOptions service = new ServiceOptions();

    @Mixin PoolOptions pool = new PoolOptions();

    @Option(
            names = "--http-port",
            paramLabel = "PORT",
            description = "Answer /health/… and /metrics here; 0 is a free port.")
    @Nullable String httpPort;

    Map<String, String> given() {
        Map<String, String> given = new HashMap<>(service.given());
        given.putAll(pool.given());
        ServiceOptions.put(given, Settings.HTTP_PORT, httpPort);
        return given;
    }
}
