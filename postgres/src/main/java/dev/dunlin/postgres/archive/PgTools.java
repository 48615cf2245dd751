package dev.dunlin.postgres.archive;

import dev.dunlin.protocol.Failure;
import dev.dunlin.protocol.FailureException;
import dev.dunlin.protocol.FailureKind;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The pg_dump and pg_restore of this machine, by absolute path: the newest pair of {@code
 * /usr/lib/postgresql/*}{@code /bin} and PATH, or the pair in the directory DUNLIN_PG_BIN.
 *
 * <p>Debian's {@code /usr/bin/pg_dump} is a Perl script that starts the newest of the former. It is
 * passed over: the programs are started a dozen times in a migration, and it takes longer than
 * they.
 */
public final class PgTools {

    private static final Path DEBIAN = Path.of("/usr/lib/postgresql");
    private static final Pattern VERSION = Pattern.compile("\\) (\\d+)(?:[.](\\d+))?.*");
    private static final String ACTION =
            "install the PostgreSQL client programs (package postgresql-client), of the source's"
                    + " version or newer, or set DUNLIN_PG_BIN to the directory that holds them";

    /** Where Debian's script really is: package postgresql-client-common. */
    private static final String DEBIAN_SCRIPT = "pg_wrapper";

    private static final Map<Path, Asked> VERSIONS = new ConcurrentHashMap<>();

    private final Path directory;
    private final Version version;

    private PgTools(Path directory, Version version) {
        this.directory = directory;
        this.version = version;
    }

    /** Version of the programs. */
    public record Version(int major, int minor) implements Comparable<Version> {

        private static final Map<Integer, Integer> FIXED_MINORS =
                Map.of(14, 24, 15, 19, 16, 15, 17, 11, 18, 6);

        /**
         * Whether published holes of pg_dump are known in this version, so that a hostile source
         * might run code as the user of this process.
         */
        public boolean hasKnownHoles() {
            return major < 19 && minor < FIXED_MINORS.getOrDefault(major, Integer.MAX_VALUE);
        }

        @Override
        public int compareTo(Version other) {
            return major != other.major
                    ? Integer.compare(major, other.major)
                    : Integer.compare(minor, other.minor);
        }

        @Override
        public String toString() {
            return major + "." + minor;
        }
    }

    /** What a program said, and which one that was: another may take its place. */
    private record Asked(FileTime modified, Version version) {}

    /**
     * The programs of this process's environment.
     *
     * @throws FailureException {@code DUN-TOOL-PGDUMP} when there are none
     */
    public static PgTools find() {
        return find(System.getenv());
    }

    static PgTools find(Map<String, String> environment) {
        return candidates(environment).stream()
                .flatMap(directory -> at(directory).stream())
                .max(Comparator.comparing(PgTools::version))
                .orElseThrow(() -> missing("pg_dump and pg_restore were not found"));
    }

    private static List<Path> candidates(Map<String, String> environment) {
        String chosen = environment.getOrDefault("DUNLIN_PG_BIN", "");
        if (!chosen.isBlank()) {
            return List.of(Path.of(chosen));
        }
        List<Path> directories = new ArrayList<>(debianDirectories());
        for (String entry : environment.getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
            Path directory = Path.of(entry);
            if (directory.isAbsolute() && !leadsToDebians(directory)) {
                directories.add(directory);
            }
        }
        return directories;
    }

    private static boolean leadsToDebians(Path directory) {
        Path dump = directory.resolve("pg_dump");
        try {
            return Files.isDirectory(DEBIAN)
                    && Files.exists(dump)
                    && dump.toRealPath().endsWith(DEBIAN_SCRIPT);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> debianDirectories() {
        List<Path> directories = new ArrayList<>();
        if (Files.isDirectory(DEBIAN)) {
            try (DirectoryStream<Path> versions = Files.newDirectoryStream(DEBIAN)) {
                versions.forEach(version -> directories.add(version.resolve("bin")));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return directories;
    }

    private static Optional<PgTools> at(Path directory) {
        Path dump = directory.resolve("pg_dump");
        if (!Files.isExecutable(dump) || !Files.isExecutable(directory.resolve("pg_restore"))) {
            return Optional.empty();
        }
        try {
            return version(dump.toAbsolutePath())
                    .map(version -> new PgTools(directory.toAbsolutePath(), version));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Asks a program once; empty when it is no pg_dump that works. */
    private static Optional<Version> version(Path program) throws IOException {
        FileTime modified = Files.getLastModifiedTime(program);
        Asked asked = VERSIONS.get(program);
        if (asked != null && asked.modified().equals(modified)) {
            return Optional.of(asked.version());
        }
        ToolRun run = ToolRun.of(List.of(program.toString(), "--version"), Map.of(), () -> false);
        Matcher said = VERSION.matcher(String.join(" ", run.lines()));
        if (run.exitCode() != 0 || !said.find()) {
            return Optional.empty();
        }
        int minor = said.group(2) == null ? 0 : Integer.parseInt(said.group(2));
        Version version = new Version(Integer.parseInt(said.group(1)), minor);
        VERSIONS.put(program, new Asked(modified, version));
        return Optional.of(version);
    }

    /** Version of pg_dump and pg_restore. */
    public Version version() {
        return version;
    }

    /**
     * Requires programs that can dump a server.
     *
     * @param serverMajor major version of the source
     * @throws FailureException {@code DUN-TOOL-PGDUMP} when they are older than the server
     */
    public void requireFor(int serverMajor) {
        if (version.major() < serverMajor) {
            throw missing(
                    "pg_dump in %s has version %s, but the source has version %d"
                            .formatted(directory, version, serverMajor));
        }
    }

    String program(String name) {
        return directory.resolve(name).toString();
    }

    /** Table of contents of an archive, line by line. */
    List<String> list(Path archive, String... options) {
        List<String> command = new ArrayList<>(List.of(program("pg_restore"), "-l"));
        command.addAll(List.of(options));
        command.add(archive.toString());
        return restored(ToolRun.of(command, Map.of(), () -> false)).lines();
    }

    /** Writes the archive's schema as a commented script; no database is involved. */
    void writeScript(Path archive, Path script) {
        List<String> command =
                List.of(
                        program("pg_restore"),
                        "--verbose",
                        "--schema-only",
                        "--no-tablespaces",
                        "--file=" + script,
                        archive.toString());
        restored(ToolRun.of(command, Map.of(), () -> false));
    }

    private static ToolRun restored(ToolRun run) {
        if (run.exitCode() != 0) {
            throw FailureException.permanent(
                    new Failure(
                            "DUN-TOOL-PGRESTORE",
                            FailureKind.CONFIGURATION,
                            "pg_restore cannot read the schema archive: " + run.firstError(),
                            "give the target's worker a pg_restore of the source worker's version"
                                    + " or newer"));
        }
        return run;
    }

    private static FailureException missing(String what) {
        return FailureException.permanent(
                new Failure("DUN-TOOL-PGDUMP", FailureKind.CONFIGURATION, what, ACTION));
    }
}
