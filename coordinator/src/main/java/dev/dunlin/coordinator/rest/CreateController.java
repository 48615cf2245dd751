package dev.dunlin.coordinator.rest;

import dev.dunlin.messaging.Wire;
import dev.dunlin.protocol.Command;
import dev.dunlin.protocol.FailureException;
import dev.dunlin.protocol.MigrationSpec;
import dev.dunlin.protocol.MigrationStatus;
import dev.dunlin.protocol.Reply;
import dev.dunlin.spec.Spec;
import dev.dunlin.spec.SpecException;
import dev.dunlin.spec.SpecReader;
import dev.dunlin.spec.SpecTemplate;
import io.micronaut.http.HttpParameters;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Begins and forgets migrations. The same spec under the same name is the same migration, however
 * often it is sent; another one under a name that is taken is refused.
 */
@Controller("/api/v1")
@Produces({"application/json", Problem.MEDIA_TYPE})
@Consumes("*/*")
class CreateController {

    private final RestPorts ports;

    CreateController(RestPorts ports) {
        this.ports = ports;
    }

    /** A spec with every line explained. */
    @Get("/template")
    @Produces("application/yaml")
    String template() {
        return SpecTemplate.text();
    }

    /** Whether a name is free, before anybody fills in a form. */
    @Get("/check-name")
    HttpResponse<byte[]> checkName(@QueryValue String name) {
        boolean legal = Lookup.name(name).filter(n -> !n.isPart()).isPresent();
        boolean taken = Lookup.migration(ports.view().get(), name).isPresent();
        String message =
                !legal
                        ? "a name has letters, digits and '-', at most 63, no '-' at its start"
                        : taken ? "there is a migration of this name" : "";
        return Answers.ok(Map.of("nameAvailable", message.isEmpty(), "message", message));
    }

    @Post("/migrations")
    @ExecuteOn(TaskExecutors.BLOCKING)
    HttpResponse<byte[]> create(HttpRequest<?> request, @Body @Nullable String body) {
        try {
            Spec spec = SpecReader.read(body == null ? "" : body, beside(request));
            Optional<MigrationStatus> present =
                    ports.view().get().migration(spec.migration().name());
            if (present.isPresent() && sameWish(present.get().spec(), spec.migration())) {
                return created(HttpStatus.OK, present.get().spec());
            }
            MigrationSpec sealed = spec.with(ports.seal());
            String id = ActionBody.key(request).orElseGet(() -> UUID.randomUUID().toString());
            Reply reply =
                    ports.desk()
                            .ask(
                                    new Command.StartMigration(
                                            id, sealed, "", ActionsController.by(request)));
            return reply.status() == Reply.Status.REJECTED
                    ? Answers.problem(Problem.refused(reply.message()))
                    : created(HttpStatus.CREATED, sealed);
        } catch (SpecException e) {
            return Answers.problem(Problem.spec(e.errors()));
        } catch (FailureException e) {
            return Answers.problem(Problem.of(e));
        }
    }

    /** Forgets a migration that has ended; what it moved stays. */
    @Delete("/migrations/{name}")
    @ExecuteOn(TaskExecutors.BLOCKING)
    HttpResponse<byte[]> delete(HttpRequest<?> request, String name) {
        Optional<MigrationStatus> status = Lookup.migration(ports.view().get(), name);
        if (status.isEmpty()) {
            return Answers.problem(Lookup.unknown(name));
        }
        String id = ActionBody.key(request).orElseGet(() -> UUID.randomUUID().toString());
        String by = ActionsController.by(request);
        try {
            Reply reply =
                    ports.desk().ask(new Command.DeleteMigration(status.get().name(), id, "", by));
            return reply.status() == Reply.Status.REJECTED
                    ? Answers.problem(Problem.refused(reply.message()))
                    : Answers.accepted(reply);
        } catch (FailureException e) {
            return Answers.problem(Problem.of(e));
        }
    }

    /** What was said beside the body: the seeds' service takes these apart from it. */
    private SpecReader.Given beside(HttpRequest<?> request) {
        HttpParameters parameters = request.getParameters();
        return new SpecReader.Given(
                parameters.get("name", String.class, ""),
                parameters.get("mode", String.class, ""),
                parameters.get("option", String.class, ""),
                parameters.get("target", String.class, ""),
                "default",
                Map.of(),
                ports.connections()::named);
    }

    /** Whether both ask for the same; passwords may have changed meanwhile. */
    private static boolean sameWish(MigrationSpec one, MigrationSpec other) {
        return one.with(
                        one.source().with(other.source().password()),
                        one.target().with(other.target().password()))
                .equals(other);
    }

    private static HttpResponse<byte[]> created(HttpStatus status, MigrationSpec spec) {
        return HttpResponse.<byte[]>status(status)
                .body(Wire.encode(spec))
                .contentType(MediaType.APPLICATION_JSON_TYPE)
                .headers(h -> h.location(URI.create("/api/v1/migrations/" + spec.name())));
    }
}
