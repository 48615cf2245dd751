package dev.dunlin.sink;

import dev.dunlin.postgres.Concerned;
import dev.dunlin.protocol.Severity;
import dev.dunlin.protocol.check.Result;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** Extensions whose library has to be loaded when the server starts. */
enum PreloadedExtension {
    ANON(false),
    CITUS(true),
    PG_CRON(true),
    PG_NET(false),
    PG_QUALSTATS(false),
    PG_SQUEEZE(false),
    PG_STAT_KCACHE(true),
    PG_STAT_MONITOR(false),
    PG_STAT_STATEMENTS(false),
    PG_TLE(false),
    PG_WAIT_SAMPLING(false),
    PGAUDIT(true),
    PGLOGICAL(true),
    PGSODIUM(false),
    SET_USER(false),
    TIMESCALEDB(true);

    /** Whether CREATE EXTENSION fails without it; others only do not work. */
    private final boolean needed;

    PreloadedExtension(boolean needed) {
        this.needed = needed;
    }

    private String library() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Judges a server.
     *
     * @param extensions those of the source's database
     * @param loaded the server's shared_preload_libraries
     */
    static Result result(Set<String> extensions, String loaded) {
        List<String> there = ParameterText.elements(loaded);
        List<PreloadedExtension> lacking =
                Stream.of(values())
                        .filter(extension -> extensions.contains(extension.library()))
                        .filter(extension -> !there.contains(extension.library()))
                        .toList();
        List<String> names = lacking.stream().map(PreloadedExtension::library).toList();
        List<String> all = Stream.concat(there.stream(), names.stream()).toList();
        return Concerned.of(
                        names,
                        lacking.stream().anyMatch(extension -> extension.needed)
                                ? Severity.FAILED
                                : Severity.WARNING,
                        "extensions that need their library in shared_preload_libraries",
                        "ALTER SYSTEM SET shared_preload_libraries = "
                                + ParameterText.list(all)
                                + "; then restart the server.")
                .seenBy("shared_preload_libraries = '" + loaded + "'");
    }
}
