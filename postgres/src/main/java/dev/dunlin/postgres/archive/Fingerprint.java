package dev.dunlin.postgres.archive;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;

/** Digest of a schema that does not depend on how its dump numbered things. */
final class Fingerprint {

    private Fingerprint() {}

    static String of(List<ArchiveEntry> entries, Function<ArchiveEntry, byte[]> sql) {
        MessageDigest digest = sha256();
        for (ArchiveEntry entry : entries) {
            add(digest, entry.kind().getBytes(StandardCharsets.UTF_8));
            add(digest, entry.preamble().getBytes(StandardCharsets.UTF_8));
            add(digest, sql.apply(entry));
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Length first, so that text cannot move from one part to the next unnoticed. */
    private static void add(MessageDigest digest, byte[] part) {
        digest.update(Integer.toString(part.length).getBytes(StandardCharsets.US_ASCII));
        digest.update((byte) ':');
        digest.update(part);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
