package dev.dunlin.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A PostgreSQL installation to start servers from.
 *
 * @param bin the folder that holds {@code postgres} and {@code initdb}
 */
public record PostgresBinaries(int major, Path bin) {
    /** Bundled as an old server to move from: {@code pg_dump} 14 and later can read it. */
    public static final int OLD = 14;

    /** Bundled as a new server to move to. */
    public static final int NEW = 18;

    private static final Path DEBIAN = Path.of("/usr/lib/postgresql");
    private static final Pattern MAJOR = Pattern.compile("\\d+");

    /** The binaries in our jar, unpacked into the user's cache on first use (about a second). */
    public static PostgresBinaries bundled(int major) {
        return new PostgresBinaries(major, PostgresArchive.unpacked(major).resolve("bin"));
    }

    /** Server binaries found where Debian's packages put them, oldest major first. */
    public static List<PostgresBinaries> installed() {
        if (!Files.isDirectory(DEBIAN)) {
            return List.of();
        }
        try (var folders = Files.list(DEBIAN)) {
            return folders.filter(folder -> MAJOR.matcher(name(folder)).matches())
                    .filter(folder -> Files.isExecutable(folder.resolve("bin/initdb")))
                    .map(PostgresBinaries::debian)
                    .sorted(Comparator.comparingInt(PostgresBinaries::major))
                    .toList();
        } catch (IOException e) {
            throw new EmbeddedServerException("cannot look into " + DEBIAN, e);
        }
    }

    private static PostgresBinaries debian(Path folder) {
        return new PostgresBinaries(Integer.parseInt(name(folder)), folder.resolve("bin"));
    }

    private static String name(Path folder) {
        return folder.getFileName().toString();
    }

    String tool(String name) {
        return bin.resolve(name).toString();
    }
}
