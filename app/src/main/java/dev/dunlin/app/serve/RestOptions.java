package dev.dunlin.app.serve;

import dev.dunlin.service.Settings;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the REST interface listens. */
final class RestOptions {

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "Port of console, REST, health and metrics, 7070 by default; 0 is free.")
    @Nullable String port;

    @Option(
            names = "--base-path",
            paramLabel = "PATH",
            description = "What stands before every path where a proxy publishes it, like /dunlin.")
    @Nullable String basePath;

    @Option(
            names = "--metrics-tables",
            paramLabel = "none|copying|all",
            description = "Tables with metrics of their own: none (default), those under way, all.")
    @Nullable String metricsTables;

    Map<String, String> given() {
        Map<String, String> given = new HashMap<>();
        ServiceOptions.put(given, Settings.PORT, port);
        ServiceOptions.put(given, Settings.BASE_PATH, basePath);
        ServiceOptions.put(given, Settings.METRICS_TABLES, metricsTables);
        return given;
    }
}
