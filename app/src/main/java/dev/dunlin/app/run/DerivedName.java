package dev.dunlin.app.run;

import dev.dunlin.protocol.DatabasePair;
import dev.dunlin.protocol.Endpoint;
import dev.dunlin.protocol.MigrationName;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/**
 * The name of a migration that was given none: readable, and the same whenever the same databases
 * move between the same servers, so that the same command again finds its unfinished work.
 */
final class DerivedName {

    private static final int READABLE = 24;
    private static final int HASH_DIGITS = 8;

    private DerivedName() {}

    static MigrationName of(Endpoint source, Endpoint target, List<DatabasePair> databases) {
        String places =
                source.host() + ":" + source.port() + " " + target.host() + ":" + target.port();
        String digits = hash(places + " " + databases).substring(0, HASH_DIGITS);
        String readable =
                databases
                        .getFirst()
                        .source()
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^a-z0-9]+", "-")
                        .replaceAll("^-|-$", "");
        String start = readable.substring(0, Math.min(READABLE, readable.length()));
        return new MigrationName((start.isEmpty() ? "db" : start) + "-" + digits);
    }

    private static String hash(String text) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
