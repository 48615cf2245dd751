package dev.dunlin.app.serve;

import dev.dunlin.service.Settings;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options that every long-lived process has. What is not given comes from the environment. */
final class ServiceOptions {

    private static final String FILE = "FILE";

    @Option(
            names = "--config",
            paramLabel = FILE,
            description = "Settings as dunlin.NAME=VALUE lines; DUNLIN_NAME and options win.")
    @Nullable String config;

    @Option(
            names = "--bootstrap-servers",
            paramLabel = "HOST:PORT",
            description = "The Kafka cluster.")
    @Nullable String bootstrapServers;

    @Option(
            names = "--kafka-config",
            paramLabel = FILE,
            description = "Kafka client properties for --bootstrap-servers.")
    @Nullable String kafkaConfig;

    @Option(
            names = "--work-dir",
            paramLabel = "DIR",
            description = "Where files are kept. Default: a temporary directory.")
    @Nullable String workDirectory;

    @Option(
            names = "--bind",
            paramLabel = "ADDRESS",
            description = "Address to listen at, 127.0.0.1 by default.")
    @Nullable String bind;

    @Option(
            names = "--log-format",
            paramLabel = "line|json",
            description = "Form of the log on standard error.")
    @Nullable String logFormat;

    Map<String, String> given() {
        Map<String, String> given = new HashMap<>();
        put(given, Settings.CONFIG, config);
        put(given, Settings.BOOTSTRAP_SERVERS, bootstrapServers);
        put(given, Settings.KAFKA_CONFIG, kafkaConfig);
        put(given, Settings.WORK_DIR, workDirectory);
        put(given, Settings.BIND, bind);
        put(given, Settings.LOG_FORMAT, logFormat);
        return given;
    }

    static void put(Map<String, String> given, String name, @Nullable String value) {
        if (value != null) {
            given.put(name, value);
        }
    }
}
