package dev.dunlin.sink;

import dev.dunlin.protocol.SchemaItem;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The ledger's line about a schema item.
 *
 * @param key digest of its kind and SQL: the same item has the same key in every dump, whatever
 *     number it has there
 */
record ItemMark(String key, SchemaItem item) {

    static ItemMark of(SchemaItem item, String sql) {
        byte[] text = (item.kind() + "\n" + sql).getBytes(StandardCharsets.UTF_8);
        return new ItemMark(HexFormat.of().formatHex(sha256().digest(text)), item);
    }

    /** A number for PostgreSQL's advisory locks, so that two workers never restore one item. */
    long lock() {
        return Long.parseUnsignedLong(key.substring(0, 16), 16);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
