package dev.dunlin.service;

import dev.dunlin.messaging.KafkaCluster;
import dev.dunlin.messaging.KafkaOptions;
import dev.dunlin.metrics.TableSeries;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.env.Environment;
import io.micronaut.context.env.PropertySource;
import java.io.IOException;
import java.io.Reader;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;

/**
 * What a long-lived process is told, under one set of names: {@code dunlin.pool} of a file, {@code
 * DUNLIN_POOL} of the environment and {@code --pool} of the command line are the same setting. The
 * command line comes before the environment, and that before the file; Micronaut's environment
 * reads them.
 *
 * @param values as they were given, for settings that one process alone has
 */
public record Settings(Map<String, String> values) {

    public static final String BOOTSTRAP_SERVERS = "bootstrap-servers";
    public static final String KAFKA_CONFIG = "kafka-config";
    public static final String POOL = "pool";
    public static final String WORKERS = "workers";
    public static final String WORK_DIR = "work-dir";
    public static final String BIND = "bind";
    public static final String PORT = "port";
    public static final String BASE_PATH = "base-path";
    public static final String HTTP_PORT = "http-port";
    public static final String METRICS_TABLES = "metrics-tables";
    public static final String LOG_FORMAT = "log-format";
    public static final String CONFIG = "config";
    public static final String TOKEN = "token";
    public static final String CALLERS_FILE = "callers-file";
    public static final String TLS_CERTIFICATE = "tls-certificate";
    public static final String TLS_KEY = "tls-key";
    public static final String TLS_STORE = "tls-store";
    public static final String TLS_PASSWORD_FILE = "tls-password-file";
    public static final String PLAIN_HTTP = "plain-http";

    private static final String PREFIX = "dunlin.";
    private static final int COMMAND_LINE = 200;
    private static final int FILE = -500;
    private static final int MOST_WORKERS = 64;

    private static final List<String> ALL =
            List.of(
                    BOOTSTRAP_SERVERS,
                    KAFKA_CONFIG,
                    POOL,
                    WORKERS,
                    WORK_DIR,
                    BIND,
                    PORT,
                    BASE_PATH,
                    HTTP_PORT,
                    METRICS_TABLES,
                    LOG_FORMAT,
                    CONFIG,
                    TOKEN,
                    CALLERS_FILE,
                    TLS_CERTIFICATE,
                    TLS_KEY,
                    TLS_STORE,
                    TLS_PASSWORD_FILE,
                    PLAIN_HTTP);

    public Settings {
        values = Map.copyOf(values);
    }

    /** All names. */
    public static List<String> names() {
        return ALL;
    }

    /**
     * The settings of this process.
     *
     * @param commandLine by the names above, what was typed only
     */
    public static Settings read(Map<String, String> commandLine) {
        Settings first = resolved(commandLine, Map.of());
        Optional<String> file = first.text(CONFIG);
        return file.isEmpty() ? first : resolved(commandLine, file(CONFIG, Path.of(file.get())));
    }

    /** The same from arguments of the form {@code --pool=eu}. */
    public static Settings of(String[] arguments) {
        Map<String, String> commandLine = new HashMap<>();
        for (String argument : arguments) {
            int equals = argument.indexOf('=');
            if (!argument.startsWith("--") || equals < 0) {
                throw new SettingsException("NAME", "and a value were expected", "VALUE");
            }
            commandLine.put(argument.substring(2, equals), argument.substring(equals + 1));
        }
        return read(commandLine);
    }

    private static Settings resolved(Map<String, String> commandLine, Map<String, String> file) {
        Map<String, Object> typed = new HashMap<>();
        commandLine.forEach((name, value) -> typed.put(PREFIX + name, value));
        try (ApplicationContext context =
                        ApplicationContext.builder()
                                .deduceEnvironment(false)
                                .bootstrapEnvironment(false)
                                .banner(false)
                                .propertySources(
                                        PropertySource.of("command line", typed, COMMAND_LINE),
                                        PropertySource.of("file", new HashMap<>(file), FILE))
                                .build();
                // The environment alone: no bean is looked for.
                Environment environment = context.getEnvironment().start()) {
            Map<String, String> values = new TreeMap<>();
            for (String name : ALL) {
                environment
                        .getProperty(PREFIX + name, String.class)
                        .ifPresent(value -> values.put(name, value));
            }
            return new Settings(values);
        }
    }

    /** The same, with another value where none was given. */
    public Settings otherwise(String name, String value) {
        Map<String, String> more = new HashMap<>(values);
        more.putIfAbsent(name, value);
        return new Settings(more);
    }

    /** Looks at all values, so that a wrong one is said before anything starts. */
    public void check() {
        var _ = List.of(pool(), workers(), rest(), health(), tableSeries(), logFormat(), kafka());
    }

    /** A setting as it was given, empty when it was not or is blank. */
    public Optional<String> text(String name) {
        return Optional.ofNullable(values.get(name)).filter(value -> !value.isBlank());
    }

    /** The Kafka cluster, empty when none is named. */
    public Optional<KafkaCluster> kafka() {
        return text(BOOTSTRAP_SERVERS).map(servers -> new KafkaCluster(servers, kafkaConfig()));
    }

    private Map<String, String> kafkaConfig() {
        Map<String, String> properties =
                text(KAFKA_CONFIG).map(name -> file(KAFKA_CONFIG, Path.of(name))).orElse(Map.of());
        KafkaOptions.refusal(properties)
                .ifPresent(
                        refusal -> {
                            throw new SettingsException(
                                    KAFKA_CONFIG, "holds what is not taken: " + refusal, "FILE");
                        });
        return properties;
    }

    /** The Kafka cluster, which has to be named. */
    public KafkaCluster cluster() {
        return kafka().orElseThrow(() -> missing(BOOTSTRAP_SERVERS, "host:9092"));
    }

    /** Which workers it belongs to, or has. */
    public String pool() {
        String pool = text(POOL).orElse("default");
        if (!pool.matches("[A-Za-z0-9][A-Za-z0-9_-]{0,62}")) {
            throw new SettingsException(
                    POOL, "takes letters, digits, '-' and '_', at most 63", "eu");
        }
        return pool;
    }

    /** Tasks done at the same time. */
    public int workers() {
        int otherwise = Math.clamp(Runtime.getRuntime().availableProcessors(), 2, 8);
        return number(WORKERS, otherwise, 1, MOST_WORKERS);
    }

    /** Where files lie for a while. */
    public Path workDirectory(Path otherwise) {
        return text(WORK_DIR).map(Path::of).orElse(otherwise).toAbsolutePath().normalize();
    }

    /** Where the REST interface and the console listen. */
    public RestPlace rest() {
        return new RestPlace(
                new InetSocketAddress(
                        text(BIND).orElse("127.0.0.1"), number(PORT, 7070, 0, 65_535)),
                basePath());
    }

    private String basePath() {
        try {
            return RestPlace.basePath(text(BASE_PATH).orElse(""));
        } catch (IllegalArgumentException _) {
            throw new SettingsException(
                    BASE_PATH, "takes letters, digits, '-', '_', '.' and '/'", "/dunlin");
        }
    }

    /** Whether REST may do without TLS where other machines reach it. */
    public boolean plainHttp() {
        return switch (text(PLAIN_HTTP).orElse("false")) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new SettingsException(PLAIN_HTTP, "has no such value", "true|false");
        };
    }

    /** Where a process without REST says how it is; empty for nowhere. */
    public Optional<InetSocketAddress> health() {
        return text(HTTP_PORT)
                .map(
                        _ ->
                                new InetSocketAddress(
                                        text(BIND).orElse("127.0.0.1"),
                                        number(HTTP_PORT, 0, 0, 65_535)));
    }

    /** Of which tables there are metrics. */
    public TableSeries tableSeries() {
        try {
            return TableSeries.of(text(METRICS_TABLES).orElse("none"));
        } catch (IllegalArgumentException _) {
            throw new SettingsException(METRICS_TABLES, "has no such value", "none|copying|all");
        }
    }

    /** Form of the log. */
    public LogFormat logFormat() {
        try {
            return LogFormat.of(text(LOG_FORMAT).orElse("line"));
        } catch (IllegalArgumentException _) {
            throw new SettingsException(LOG_FORMAT, "has no such value", "line|json");
        }
    }

    private int number(String name, int otherwise, int least, int most) {
        try {
            int number = text(name).map(String::strip).map(Integer::parseInt).orElse(otherwise);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException _) {
            // Refused like a number out of range.
        }
        throw new SettingsException(
                name, "is a number from " + least + " to " + most, String.valueOf(otherwise));
    }

    private static SettingsException missing(String name, String example) {
        return new SettingsException(name, "is missing", example);
    }

    private static Map<String, String> file(String name, Path path) {
        Properties properties = new Properties();
        try (Reader in = Files.newBufferedReader(path)) {
            properties.load(in);
        } catch (IOException | IllegalArgumentException _) {
            throw new SettingsException(
                    name, path + " cannot be read", "settings.properties (name=value lines)");
        }
        Map<String, String> values = new HashMap<>();
        properties.forEach((key, value) -> values.put(key.toString(), value.toString()));
        return values;
    }

    /** Never with the token. */
    @Override
    public String toString() {
        Map<String, String> shown = new TreeMap<>(values);
        shown.computeIfPresent(TOKEN, (_, _) -> "***");
        return shown.toString();
    }
}
