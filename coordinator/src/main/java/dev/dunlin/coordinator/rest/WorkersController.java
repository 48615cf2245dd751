package dev.dunlin.coordinator.rest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dunlin.messaging.UndecodableMessageException;
import dev.dunlin.messaging.Wire;
import dev.dunlin.messaging.WorkersView;
import dev.dunlin.protocol.DatabaseAddress;
import dev.dunlin.protocol.Endpoint;
import dev.dunlin.protocol.FailureException;
import dev.dunlin.protocol.MigrationSpec;
import dev.dunlin.protocol.MigrationStatus;
import dev.dunlin.protocol.SecretRef;
import dev.dunlin.protocol.Side;
import dev.dunlin.protocol.WorkerStatus;
import dev.dunlin.spec.ServerSpec;
import dev.dunlin.spec.SpecException;
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
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The workers, and what only they can tell: whether they reach a server. */
@Controller("/api/v1")
@Produces({"application/json", Problem.MEDIA_TYPE})
@Consumes("*/*")
class WorkersController {

    private final RestPorts ports;

    WorkersController(RestPorts ports) {
        this.ports = ports;
    }

    @Get("/workers")
    HttpResponse<byte[]> workers() {
        WorkersView view = ports.workers().get();
        if (!view.known()) {
            return Answers.problem(
                    Problem.unknown("this process does not know which workers are there"));
        }
        List<WorkerStatus> present =
                view.present().stream()
                        .sorted(
                                Comparator.comparing(WorkerStatus::pool)
                                        .thenComparing(WorkerStatus::role)
                                        .thenComparing(WorkerStatus::id))
                        .toList();
        return Answers.ok(present);
    }

    /**
     * The body is a server as a spec has it, with {@code side} and {@code database}; or {@code
     * side} and the {@code migration} whose server it is, so that no password has to travel again.
     */
    @Post("/connections/actions/test")
    @ExecuteOn(TaskExecutors.BLOCKING)
    HttpResponse<byte[]> test(@Body @Nullable String body) {
        try {
            byte[] json = (body == null ? "" : body).getBytes(StandardCharsets.UTF_8);
            JsonNode document = Wire.decode(json, JsonNode.class);
            if (document.has("migration")) {
                return known(document);
            }
            ServerSpec server = ServerSpec.read(document);
            return Answers.ok(
                    ports.tester()
                            .test(
                                    server.side(),
                                    server.pool(),
                                    new DatabaseAddress(sealed(server), server.database())));
        } catch (UndecodableMessageException _) {
            return Answers.problem(Problem.badBody("the body is no JSON"));
        } catch (SpecException e) {
            return Answers.problem(Problem.spec(e.errors()));
        } catch (FailureException e) {
            return Answers.problem(Problem.of(e));
        }
    }

    private HttpResponse<byte[]> known(JsonNode document) {
        String name = document.path("migration").asText();
        Optional<MigrationStatus> status = Lookup.migration(ports.view().get(), name);
        if (status.isEmpty()) {
            return Answers.problem(Lookup.unknown(name));
        }
        MigrationSpec spec = status.get().spec();
        String database = spec.databases().getFirst().source();
        return switch (document.path("side").asText()) {
            case "source" ->
                    Answers.ok(
                            ports.tester()
                                    .test(Side.SOURCE, spec.sourcePool(), spec.sourceOf(database)));
            case "target" ->
                    Answers.ok(
                            ports.tester()
                                    .test(Side.TARGET, spec.targetPool(), spec.targetOf(database)));
            default -> Answers.problem(Problem.badBody("side is source or target"));
        };
    }

    private Endpoint sealed(ServerSpec server) {
        return server.password()
                .map(
                        password ->
                                server.endpoint()
                                        .with(
                                                new SecretRef(
                                                        SecretRef.Kind.SEALED,
                                                        ports.seal().apply(password))))
                .orElse(server.endpoint());
    }
}
