package dev.dunlin.app.run;

import dev.dunlin.app.UsageException;
import dev.dunlin.messaging.KafkaOptions;
import dev.dunlin.protocol.MigrationMode;
import dev.dunlin.protocol.MigrationName;
import dev.dunlin.protocol.MigrationOption;
import dev.dunlin.protocol.MigrationSettings;
import dev.dunlin.protocol.Roles;
import dev.dunlin.protocol.VerifyMode;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The meaning of single options. */
record OptionValues(RunOptions options) {

    private static final Pattern SERVER = Pattern.compile("(\\[[^\\]]+]|[^,:\\s\\[]+):[0-9]{1,5}");

    MigrationMode mode() {
        return switch (options.mode.toLowerCase(Locale.ROOT)) {
            case "offline" -> MigrationMode.OFFLINE;
            case "online" -> MigrationMode.ONLINE;
            default ->
                    throw new UsageException("--mode has no such value", "--mode offline|online");
        };
    }

    MigrationOption option() {
        return switch (options.option.toLowerCase(Locale.ROOT)) {
            case "validate" -> MigrationOption.VALIDATE;
            case "migrate" -> MigrationOption.MIGRATE;
            case "validateandmigrate" -> MigrationOption.VALIDATE_AND_MIGRATE;
            default ->
                    throw new UsageException(
                            "--option has no such value",
                            "--option Validate|Migrate|ValidateAndMigrate");
        };
    }

    MigrationName name(String name) {
        try {
            return MigrationName.chosen(name);
        } catch (IllegalArgumentException _) {
            throw new UsageException(
                    "--name takes letters, digits and '-', at most 63, and no '-' at its start",
                    "--name shop-2026");
        }
    }

    MigrationSettings settings() {
        if (options.parallel < 1 || options.parallel > 64) {
            throw new UsageException("--parallel is a number from 1 to 64", "--parallel 4");
        }
        long chunkBytes = (long) Math.max(1, options.chunkMegabytes) << 20;
        return new MigrationSettings(
                options.parallel,
                chunkBytes,
                verify(),
                options.overwrite,
                !options.noOwner,
                !options.noAcl,
                roles(),
                MigrationSettings.usual().databasesAtOnce(),
                options.online.settings(mode()));
    }

    /** Where metrics are told; empty for nowhere. */
    Optional<Integer> httpPort() {
        Integer port = options.httpPort;
        if (port != null && (port < 0 || port > 65_535)) {
            throw new UsageException("--http-port is a number to 65535", "--http-port 9187");
        }
        return Optional.ofNullable(port);
    }

    private Roles roles() {
        return switch (options.roles.toLowerCase(Locale.ROOT)) {
            case "copy" -> Roles.COPY;
            case "check" -> Roles.CHECK;
            case "skip" -> Roles.SKIP;
            default ->
                    throw new UsageException(
                            "--roles has no such value", "--roles copy|check|skip");
        };
    }

    private VerifyMode verify() {
        return switch (options.verify.toLowerCase(Locale.ROOT)) {
            case "full" -> VerifyMode.FULL;
            case "none" -> VerifyMode.NONE;
            default -> throw new UsageException("--verify has no such value", "--verify full|none");
        };
    }

    List<String> include() {
        return patterns("--include", options.include);
    }

    List<String> exclude() {
        return patterns("--exclude", options.exclude);
    }

    private static List<String> patterns(String flag, List<String> texts) {
        List<String> patterns = parts(texts);
        if (patterns.contains("")) {
            throw new UsageException(flag + " has an empty pattern", flag + " 'sales.*,public'");
        }
        return patterns;
    }

    /** The parts between commas, of an option that may also be repeated. */
    static List<String> parts(List<String> texts) {
        return texts.stream()
                .flatMap(text -> Arrays.stream(text.split(",", -1)))
                .map(String::strip)
                .toList();
    }

    RunRequest.Display display() {
        String color = options.color.toLowerCase(Locale.ROOT);
        if (!List.of("auto", "always", "never").contains(color)) {
            throw new UsageException("--color has no such value", "--color auto|always|never");
        }
        String output = options.output.toLowerCase(Locale.ROOT);
        if (!List.of("table", "json").contains(output)) {
            throw new UsageException("-o has no such value", "-o table|json");
        }
        return new RunRequest.Display(
                output.equals("json"),
                options.quiet,
                color,
                options.throwaway,
                Optional.ofNullable(options.report));
    }

    String bootstrapServers(String text) {
        for (String server : text.split(",", -1)) {
            if (!SERVER.matcher(server.strip()).matches()) {
                throw new UsageException(
                        "--bootstrap-servers is a list of host:port",
                        "--bootstrap-servers kafka1:9092,kafka2:9092");
            }
        }
        return text;
    }

    Map<String, String> properties(@Nullable Path file) {
        if (file == null) {
            return Map.of();
        }
        Properties properties = new Properties();
        try (Reader in = Files.newBufferedReader(file)) {
            properties.load(in);
        } catch (IOException | IllegalArgumentException _) {
            throw new UsageException(
                    "--kafka-config: " + file + " cannot be read",
                    "--kafka-config client.properties (name=value lines)");
        }
        Map<String, String> all =
                properties.stringPropertyNames().stream()
                        .collect(Collectors.toMap(name -> name, properties::getProperty));
        KafkaOptions.refusal(all)
                .ifPresent(
                        refusal -> {
                            throw new UsageException("--kafka-config: " + refusal, "");
                        });
        return all;
    }
}
