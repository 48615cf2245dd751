package dev.dunlin.coordinator.rest;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;

/** Who asks, and how they get into the console. */
@Controller("/api/v1")
@Produces({"application/json", Problem.MEDIA_TYPE})
@Consumes("*/*")
class TicketsController {

    static final String PATH = "/api/v1/tickets";

    private final Tickets tickets;

    TicketsController(Tickets tickets) {
        this.tickets = tickets;
    }

    /**
     * What a caller wants to know first.
     *
     * @param version of this server
     * @param caller who they are here
     */
    record About(String version, Guard.Caller caller) {}

    @Get("/about")
    HttpResponse<byte[]> about(HttpRequest<?> request) {
        Package own = TicketsController.class.getPackage();
        String version = own == null ? null : own.getImplementationVersion();
        return Answers.ok(
                new About(version == null ? "development" : version, AccessFilter.caller(request)));
    }

    /** A ticket for the token of this request. */
    @Post("/tickets")
    HttpResponse<byte[]> issue(HttpRequest<?> request) {
        return Answers.ok(tickets.issue(AccessFilter.token(request).orElse("")));
    }
}
