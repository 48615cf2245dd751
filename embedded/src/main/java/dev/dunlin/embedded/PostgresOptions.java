package dev.dunlin.embedded;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How a throw-away server is made. Without a directory it gets one of its own, deleted on close;
 * without a password everyone on this machine may connect as {@code postgres}.
 */
public record PostgresOptions(
        PostgresBinaries binaries,
        Optional<Path> directory,
        Optional<String> password,
        Optional<Tls> tls,
        Map<String, String> settings) {

    /**
     * Fast and ready for logical replication. Without fsync data survives a killed server but not a
     * machine that loses power, which is right for data made to be thrown away.
     */
    private static final Map<String, String> DEFAULTS =
            Map.of(
                    "fsync", "off",
                    "full_page_writes", "off",
                    "shared_buffers", "64MB",
                    "wal_level", "logical",
                    "max_wal_senders", "20",
                    "max_replication_slots", "20");

    public PostgresOptions {
        settings = Map.copyOf(settings);
    }

    public static PostgresOptions of(PostgresBinaries binaries) {
        return new PostgresOptions(
                binaries, Optional.empty(), Optional.empty(), Optional.empty(), DEFAULTS);
    }

    /** A data directory to keep: made when it is absent or empty, used as it is otherwise. */
    public PostgresOptions in(Path directory) {
        return new PostgresOptions(binaries, Optional.of(directory), password, tls, settings);
    }

    public PostgresOptions withPassword(String password) {
        return new PostgresOptions(binaries, directory, Optional.of(password), tls, settings);
    }

    /** Also takes encrypted connections, with this certificate and key (PEM). */
    public PostgresOptions withTls(Path certificate, Path key) {
        Optional<Tls> files = Optional.of(new Tls(certificate, key));
        return new PostgresOptions(binaries, directory, password, files, settings)
                .with("ssl", "on");
    }

    /** What a server proves with who it is. */
    record Tls(Path certificate, Path key) {}

    /** A server setting, as in {@code postgresql.conf}; also replaces one of our defaults. */
    public PostgresOptions with(String setting, String value) {
        var all = new LinkedHashMap<>(settings);
        all.put(setting, value);
        return new PostgresOptions(binaries, directory, password, tls, all);
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "PostgresOptions[" + binaries + ", " + directory + ", " + settings + "]";
    }
}
