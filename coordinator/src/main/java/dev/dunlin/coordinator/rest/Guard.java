package dev.dunlin.coordinator.rest;

import com.fasterxml.jackson.annotation.JsonCreator;
import dev.dunlin.messaging.UndecodableMessageException;
import dev.dunlin.messaging.Wire;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Who may come in. Tokens are kept as their SHA-256, so that a file of callers gives none away; two
 * are compared in constant time.
 */
public final class Guard {

    private final List<Entry> entries;
    private final Optional<Caller> anybody;

    private Guard(List<Entry> entries, Optional<Caller> anybody) {
        this.entries = List.copyOf(entries);
        this.anybody = anybody;
    }

    /** Who asks, as audit events name them. */
    public record Caller(String name, Access access) {}

    /**
     * A line of the file of callers.
     *
     * @param tokenSha256 in hexadecimal
     */
    record Entry(String name, Access access, String tokenSha256) {

        @JsonCreator
        Entry {
            if (!tokenSha256.matches("[0-9a-fA-F]{64}")) {
                throw new IllegalArgumentException(
                        "tokenSha256 of " + name + " is not 64 hexadecimal digits");
            }
        }
    }

    /** One token that may do everything. */
    public static Guard single(String name, String token) {
        return new Guard(
                List.of(new Entry(name, Access.ADMIN, HexFormat.of().formatHex(sha256(token)))),
                Optional.empty());
    }

    /** Everybody may do everything: for an interface that only this machine reaches. */
    public static Guard open() {
        return new Guard(List.of(), Optional.of(new Caller("anybody", Access.ADMIN)));
    }

    /**
     * The callers of a file: a JSON list of {@code {"name", "access", "tokenSha256"}}.
     *
     * @throws IOException when it cannot be read or holds something else
     */
    public static Guard in(Path file) throws IOException {
        try {
            Entry[] entries = Wire.decode(Files.readAllBytes(file), Entry[].class);
            return new Guard(List.of(entries), Optional.empty());
        } catch (UndecodableMessageException e) {
            throw new IOException(file + " is no list of callers: " + e.getMessage(), e);
        }
    }

    /** Who shows this token; empty for nobody known. */
    Optional<Caller> caller(Optional<String> token) {
        if (token.isEmpty()) {
            return anybody;
        }
        byte[] shown = sha256(token.get());
        Optional<Caller> known = Optional.empty();
        for (Entry entry : entries) {
            if (MessageDigest.isEqual(shown, HexFormat.of().parseHex(entry.tokenSha256()))) {
                known = Optional.of(new Caller(entry.name(), entry.access()));
            }
        }
        return known.or(() -> anybody);
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this JVM has no SHA-256", e);
        }
    }
}
