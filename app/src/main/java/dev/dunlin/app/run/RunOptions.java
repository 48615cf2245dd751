package dev.dunlin.app.run;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options of {@code dunlin run} as they are typed; {@link RequestReader} gives them a meaning. */
final class RunOptions {

    private static final String URI = "URI";
    private static final String FILE = "FILE";

    @Option(
            names = "--source",
            paramLabel = URI,
            description =
                    "Where from: postgresql://user@host:port/database or key=value words."
                            + " Default: DUNLIN_SOURCE.")
    @Nullable String source;

    @Option(
            names = "--target",
            paramLabel = URI,
            description = "Where to, in the same form. Default: DUNLIN_TARGET.")
    @Nullable String target;

    @Option(
            names = "--databases",
            paramLabel = "A,B",
            description = "Databases to move under the same names, instead of the URI's one.")
    List<String> databases = new ArrayList<>();

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "Name of the migration. Default: made from source and target.")
    @Nullable String name;

    @Option(
            names = "--mode",
            paramLabel = "offline|online",
            description =
                    "Copy one snapshot of a source at rest (offline, the default), or follow a"
                            + " live source until the cutover.")
    String mode = "offline";

    @Mixin OnlineOptions online = new OnlineOptions();

    @Option(
            names = "--option",
            paramLabel = "WHAT",
            description = "Validate, Migrate or ValidateAndMigrate (the default).")
    String option = "ValidateAndMigrate";

    @Option(
            names = "--overwrite",
            description = "Drop what the target database holds, if it is not empty.")
    boolean overwrite;

    @Option(
            names = "--parallel",
            paramLabel = "N",
            description = "Copies and index builds at a time, 1 to 64. Default: from the CPUs.")
    int parallel = defaultParallelism();

    @Option(
            names = "--verify",
            paramLabel = "full|none",
            description = "Compare every row of both sides at the end (full, the default), or not.")
    String verify = "full";

    @Option(
            names = "--include",
            paramLabel = "PATTERN",
            description = "Only schemas or tables (schema.table, * matches) like this; repeatable.")
    List<String> include = new ArrayList<>();

    @Option(
            names = "--exclude",
            paramLabel = "PATTERN",
            description = "No schemas or tables like this; wins over --include; repeatable.")
    List<String> exclude = new ArrayList<>();

    @Option(
            names = "--roles",
            paramLabel = "copy|check|skip",
            description =
                    "Roles the target lacks: make them without passwords (copy), name them (check,"
                            + " the default), or do not look (skip).")
    String roles = "check";

    @Option(names = "--no-owner", description = "Leave out object owners.")
    boolean noOwner;

    @Option(names = "--no-acl", description = "Leave out access privileges.")
    boolean noAcl;

    @Option(
            names = "--source-password-file",
            paramLabel = FILE,
            description = "File that holds the source password. Also: DUNLIN_SOURCE_PASSWORD.")
    @Nullable Path sourcePasswordFile;

    @Option(
            names = "--target-password-file",
            paramLabel = FILE,
            description = "File that holds the target password. Also: DUNLIN_TARGET_PASSWORD.")
    @Nullable Path targetPasswordFile;

    @Option(
            names = "--work-dir",
            paramLabel = "DIR",
            description =
                    "Where state, log and report are kept. Default: by name in"
                            + " $${XDG_STATE_HOME:-~/.local/state}/dunlin.")
    @Nullable Path workDirectory;

    @Option(
            names = "--bootstrap-servers",
            paramLabel = "HOST:PORT",
            description = "Use this Kafka instead of the built-in broker.")
    @Nullable String bootstrapServers;

    @Option(
            names = "--kafka-config",
            paramLabel = FILE,
            description = "Kafka client properties for --bootstrap-servers.")
    @Nullable Path kafkaConfig;

    @Option(
            names = "--http-port",
            paramLabel = "PORT",
            description = "Answer /metrics and /health/… here while it runs; 0 is a free port.")
    @Nullable Integer httpPort;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "table|json",
            description = "Form of the report on stdout.")
    String output = "table";

    @Option(
            names = "--report",
            paramLabel = FILE,
            description =
                    "Write what validation looked at to this file, as one HTML page or, when it"
                            + " ends in .json, as JSON.")
    @Nullable Path report;

    @Option(names = "--quiet", description = "No progress; warnings and the report only.")
    boolean quiet;

    @Option(
            names = "--color",
            paramLabel = "WHEN",
            description = "auto (the default, obeys NO_COLOR), always or never.")
    String color = "auto";

    @Option(names = "--chunk-mb", hidden = true, description = "Size of a chunk of a table.")
    int chunkMegabytes = 128;

    @Option(names = "--throwaway", hidden = true, description = "Nobody will resume this.")
    boolean throwaway;

    private static int defaultParallelism() {
        return Math.clamp(Runtime.getRuntime().availableProcessors(), 2, 8);
    }
}
