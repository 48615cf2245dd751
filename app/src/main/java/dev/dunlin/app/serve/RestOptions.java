package dev.dunlin.app.serve;

import dev.dunlin.service.Settings;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the REST interface listens, and how it knows whom it talks to. */
final class RestOptions {

    private static final String FILE = "FILE";

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

    @Option(
            names = "--tls-certificate",
            paramLabel = FILE,
            description = "Certificate chain of REST, PEM. Read again when it changes.")
    @Nullable String certificate;

    @Option(names = "--tls-key", paramLabel = FILE, description = "Its key, PEM.")
    @Nullable String key;

    @Option(
            names = "--tls-store",
            paramLabel = FILE,
            description = "Both as PKCS #12, instead of two PEM files.")
    @Nullable String store;

    @Option(
            names = "--tls-password-file",
            paramLabel = FILE,
            description = "File whose first line opens the store, or the key.")
    @Nullable String passwordFile;

    @Option(
            names = "--plain-http",
            description = {
                "Do without TLS although --bind lets other machines in: where something else",
                "encrypts."
            })
    boolean plain;

    @Option(
            names = "--callers-file",
            paramLabel = FILE,
            description = "Who may come in beside the server's own token: dunlin token add.")
    @Nullable String callers;

    Map<String, String> given() {
        Map<String, String> given = new HashMap<>();
        ServiceOptions.put(given, Settings.PORT, port);
        ServiceOptions.put(given, Settings.BASE_PATH, basePath);
        ServiceOptions.put(given, Settings.METRICS_TABLES, metricsTables);
        ServiceOptions.put(given, Settings.TLS_CERTIFICATE, certificate);
        ServiceOptions.put(given, Settings.TLS_KEY, key);
        ServiceOptions.put(given, Settings.TLS_STORE, store);
        ServiceOptions.put(given, Settings.TLS_PASSWORD_FILE, passwordFile);
        ServiceOptions.put(given, Settings.PLAIN_HTTP, plain ? "true" : null);
        ServiceOptions.put(given, Settings.CALLERS_FILE, callers);
        return given;
    }
}
