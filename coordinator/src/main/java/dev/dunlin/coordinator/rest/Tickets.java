package dev.dunlin.coordinator.rest;

import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Optional;

/**
 * Carry a token from a terminal to a browser: who has the token gets a ticket, whoever shows the
 * ticket first gets the token, once and not for long. So a link that lands in a log or a history
 * opens nothing. They are of this process only; another one asks for the token itself.
 */
@Singleton
public final class Tickets {

    private static final Duration VALID = Duration.ofMinutes(15);
    private static final int MOST = 64;
    private static final int BYTES = 18;

    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();
    private final LinkedHashMap<String, Issued> open = new LinkedHashMap<>();

    Tickets() {
        this(InstantSource.system());
    }

    Tickets(InstantSource clock) {
        this.clock = clock;
    }

    private record Issued(String token, Instant until) {}

    /**
     * A ticket as the REST interface gives it.
     *
     * @param expiresAt until when it is taken
     */
    public record Ticket(String ticket, String expiresAt) {

        /** Never with the ticket. */
        @Override
        public String toString() {
            return "ticket until " + expiresAt;
        }
    }

    /** A ticket for who has shown this token. */
    synchronized Ticket issue(String token) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        String ticket = HexFormat.of().formatHex(bytes);
        Instant until = clock.instant().plus(VALID);
        open.put(ticket, new Issued(token, until));
        if (open.size() > MOST) {
            open.pollFirstEntry();
        }
        return new Ticket(ticket, until.toString());
    }

    /** The token it was issued for; empty when it was taken already, is too old or was never. */
    public synchronized Optional<String> redeem(String ticket) {
        return Optional.ofNullable(open.remove(ticket))
                .filter(issued -> clock.instant().isBefore(issued.until()))
                .map(Issued::token);
    }
}
