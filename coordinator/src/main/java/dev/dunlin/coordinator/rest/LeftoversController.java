package dev.dunlin.coordinator.rest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dunlin.coordinator.leftovers.LeftoverSearch;
import dev.dunlin.messaging.UndecodableMessageException;
import dev.dunlin.messaging.Wire;
import dev.dunlin.protocol.FailureException;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What migrations left on servers and in Kafka. */
@Controller("/api/v1/leftovers")
@Produces({"application/json", Problem.MEDIA_TYPE})
@Consumes("*/*")
@ExecuteOn(TaskExecutors.BLOCKING)
class LeftoversController {

    private final RestPorts ports;

    LeftoversController(RestPorts ports) {
        this.ports = ports;
    }

    /** What was asked to be dropped, and what became of it. */
    record Cleaned(List<LeftoverSearch.Dropped> items) {}

    @Get("/")
    HttpResponse<byte[]> find() {
        try {
            return Answers.ok(ports.leftovers().find());
        } catch (FailureException e) {
            return Answers.problem(Problem.of(e));
        }
    }

    /** The body names {@code ids}, or says {@code all}; {@code force} drops what is guarded. */
    @Post("/actions/clean")
    HttpResponse<byte[]> clean(HttpRequest<?> request, @Body @Nullable String body) {
        Guard.Caller caller = AccessFilter.caller(request);
        if (!caller.access().covers(Access.ADMIN)) {
            return Answers.problem(Problem.forbidden(caller, Access.ADMIN));
        }
        try {
            byte[] json = (body == null ? "" : body).getBytes(StandardCharsets.UTF_8);
            JsonNode fields = Wire.decode(json, JsonNode.class);
            List<String> ids = new ArrayList<>();
            fields.path("ids").forEach(id -> ids.add(id.asText()));
            boolean all = fields.path("all").asBoolean();
            if (ids.isEmpty() == !all) {
                return Answers.problem(Problem.badBody("give ids, or all: true"));
            }
            return Answers.ok(
                    new Cleaned(
                            ports.leftovers()
                                    .drop(
                                            ids,
                                            fields.path("force").asBoolean(),
                                            ActionsController.by(request))));
        } catch (UndecodableMessageException _) {
            return Answers.problem(Problem.badBody("the body is no JSON"));
        } catch (FailureException e) {
            return Answers.problem(Problem.of(e));
        }
    }
}
