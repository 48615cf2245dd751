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
            description = "Port of console, REST and health, 7070 by default; 0 is a free port.")
    @Nullable String port;

    @Option(
            names = "--base-path",
            paramLabel = "PATH",
            description = "What stands before every path where a proxy publishes it, like /dunlin.")
    @Nullable String basePath;

    Map<String, String> given() {
        Map<String, String> given = new HashMap<>();
        ServiceOptions.put(given, Settings.PORT, port);
        ServiceOptions.put(given, Settings.BASE_PATH, basePath);
        return given;
    }
}
