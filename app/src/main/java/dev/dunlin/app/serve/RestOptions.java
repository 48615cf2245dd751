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
            description = "Port of REST and health, 7070 by default; 0 is a free port.")
    @Nullable String port;

    Map<String, String> given() {
        Map<String, String> given = new HashMap<>();
        ServiceOptions.put(given, Settings.PORT, port);
        return given;
    }
}
