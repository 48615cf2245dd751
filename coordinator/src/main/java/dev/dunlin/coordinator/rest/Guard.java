package dev.dunlin.coordinator.rest;

import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Who may come in. Tokens are kept as their SHA-256, so that a file of callers gives none away; two
 * are compared in constant time.
 */
public final class Guard {

    /** Who has the token of the server itself. */
    public static final String OWNER = "owner";

    private static final String ANYBODY = "anybody";

    private final List<KnownCaller> fixed;
    private final Supplier<List<KnownCaller>> further;
    private final Optional<Caller> anybody;

    private Guard(
            List<KnownCaller> fixed,
            Supplier<List<KnownCaller>> further,
            Optional<Caller> anybody) {
        this.fixed = List.copyOf(fixed);
        this.further = further;
        this.anybody = anybody;
    }

    /** Who asks, as audit events name them. */
    public record Caller(String name, Access access) {}

    /** Whether a caller of a file may not be called so. */
    public static boolean reserved(String name) {
        return name.equals(OWNER) || name.equals(ANYBODY);
    }

    /** One token that may do everything. */
    public static Guard single(String name, String token) {
        return new Guard(List.of(known(name, token)), List::of, Optional.empty());
    }

    /** Everybody may do everything: for an interface that only this machine reaches. */
    public static Guard open() {
        Caller everybody = new Caller(ANYBODY, Access.ADMIN);
        return new Guard(List.of(), List::of, Optional.of(everybody));
    }

    /** The token of the server, and the callers of a file, whatever it holds at the moment. */
    public static Guard of(String ownerToken, CallersFile file) {
        return new Guard(List.of(known(OWNER, ownerToken)), file::latest, Optional.empty());
    }

    private static KnownCaller known(String name, String token) {
        return new KnownCaller(name, Access.ADMIN, Token.hash(token));
    }

    /** Who shows this token; empty for nobody known. */
    Optional<Caller> caller(Optional<String> token) {
        if (token.isEmpty()) {
            return anybody;
        }
        byte[] shown = Token.sha256(token.get());
        Optional<Caller> known = Optional.empty();
        for (KnownCaller one : Stream.concat(fixed.stream(), further.get().stream()).toList()) {
            if (MessageDigest.isEqual(shown, HexFormat.of().parseHex(one.tokenSha256()))) {
                known = known.or(() -> Optional.of(new Caller(one.name(), one.access())));
            }
        }
        return known.or(() -> anybody);
    }
}
