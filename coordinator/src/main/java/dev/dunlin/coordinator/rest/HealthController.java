package dev.dunlin.coordinator.rest;

import dev.dunlin.service.Health;
import dev.dunlin.service.HealthServer;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;

/** How this process is, for those who watch over processes. */
@Open
@Controller("/health")
class HealthController {

    /** Where it is known. */
    @FunctionalInterface
    interface Source {
        Health now();
    }

    private final Source source;

    HealthController(Source source) {
        this.source = source;
    }

    @Get("/liveness")
    HttpResponse<String> liveness() {
        return answer(source.now().live());
    }

    @Get("/readiness")
    HttpResponse<String> readiness() {
        return answer(source.now().ready());
    }

    private static HttpResponse<String> answer(boolean up) {
        return HttpResponse.<String>status(up ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE)
                .body(HealthServer.body(up))
                .contentType(MediaType.APPLICATION_JSON_TYPE);
    }
}
