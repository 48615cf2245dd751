package dev.dunlin.protocol;

import java.util.regex.Pattern;

/**
 * A server that specs may refer to by a name. Topic {@link Topics#CONNECTIONS} (compacted), key:
 * the name. A migration takes a copy when it is created: changing or removing it later changes no
 * migration.
 *
 * @param pool whose workers reach it
 * @param database where one looks around in it, and what a spec moves that names no databases
 * @param updatedBy who said so, and by which door
 * @param lastTest what a worker found last
 */
public record NamedConnection(
        String name,
        Endpoint endpoint,
        String pool,
        String database,
        String updatedAt,
        String updatedBy,
        LastTest lastTest) {

    private static final Pattern LEGAL = Pattern.compile("[A-Za-z0-9][A-Za-z0-9-]{0,62}");

    /**
     * What a test found.
     *
     * @param at when, RFC 3339; empty when there was none
     * @param failure why it was not reached; empty when it was
     */
    public record LastTest(String at, Side side, String serverVersion, String tls, String failure) {

        /** Nobody tested it. */
        public static final LastTest NONE = new LastTest("", Side.SOURCE, "", "", "");
    }

    /** Whether a connection may have this name. */
    public static boolean legal(String name) {
        return LEGAL.matcher(name).matches();
    }

    /** The same with another test. */
    public NamedConnection with(LastTest test) {
        return new NamedConnection(name, endpoint, pool, database, updatedAt, updatedBy, test);
    }

    /** The same with a password kept elsewhere. */
    public NamedConnection with(SecretRef secret) {
        return new NamedConnection(
                name, endpoint.with(secret), pool, database, updatedAt, updatedBy, lastTest);
    }
}
