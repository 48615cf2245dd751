package dev.dunlin.coordinator.rest;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;

/** How commands fare, whoever sent them through whichever door. */
@Controller("/api/v1/operations")
@Produces({"application/json", Problem.MEDIA_TYPE})
class OperationsController {

    private final RestPorts ports;

    OperationsController(RestPorts ports) {
        this.ports = ports;
    }

    @Get("/{id}")
    HttpResponse<byte[]> one(String id) {
        return ports.events()
                .operation(id)
                .map(Answers::ok)
                .orElseGet(
                        () ->
                                Answers.problem(
                                        Problem.unknown("nothing is known of command " + id)));
    }
}
