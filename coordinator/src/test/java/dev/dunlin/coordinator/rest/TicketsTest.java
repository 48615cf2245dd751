package dev.dunlin.coordinator.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TicketsTest {

    private Instant now = Instant.parse("2026-11-20T10:00:00Z");
    private final Tickets tickets = new Tickets(() -> now);

    @Test
    void a_ticket_is_taken_once() {
        String ticket = tickets.issue("t").ticket();

        assertThat(tickets.redeem(ticket)).contains("t");
        assertThat(tickets.redeem(ticket)).isEmpty();
    }

    @Test
    void a_ticket_is_too_old_after_a_quarter_of_an_hour() {
        String ticket = tickets.issue("t").ticket();
        String other = tickets.issue("t").ticket();

        now = now.plus(Duration.ofMinutes(15)).minusSeconds(1);
        assertThat(tickets.redeem(ticket)).contains("t");
        now = now.plusSeconds(1);
        assertThat(tickets.redeem(other)).isEmpty();
    }

    @Test
    void old_tickets_make_room() {
        String first = tickets.issue("t").ticket();
        for (int i = 0; i < 64; i++) {
            var _ = tickets.issue("t");
        }
        assertThat(tickets.redeem(first)).isEmpty();
        assertThat(tickets.redeem(tickets.issue("u").ticket())).contains("u");
    }

    @Test
    void a_ticket_is_never_printed() {
        Tickets.Ticket ticket = tickets.issue("t");
        assertThat(ticket.toString()).doesNotContain(ticket.ticket());
    }
}
