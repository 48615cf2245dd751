package dev.dunlin.coordinator.rest;

import dev.dunlin.protocol.Command;
import dev.dunlin.protocol.FailureException;
import dev.dunlin.protocol.MigrationStatus;
import dev.dunlin.protocol.Reply;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.net.URI;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** What can be asked of a migration. Each waits for the coordinator's first reply. */
@Controller("/api/v1/migrations/{name}/actions")
@Produces({"application/json", Problem.MEDIA_TYPE})
@Consumes("*/*")
@ExecuteOn(TaskExecutors.BLOCKING)
class ActionsController {

    private final RestPorts ports;

    ActionsController(RestPorts ports) {
        this.ports = ports;
    }

    @Post("/cutover")
    HttpResponse<byte[]> cutover(HttpRequest<?> request, String name, @Body @Nullable String body) {
        return act(
                new Asked(request, name, body),
                (status, action) ->
                        new Command.CutoverMigration(
                                status.name(),
                                action.commandId(),
                                action.terms(status.spec().settings().online().cutover()),
                                action.databases(),
                                action.expiresAt(),
                                by(request)));
    }

    @Post("/cancel-cutover")
    HttpResponse<byte[]> cancelCutover(
            HttpRequest<?> request, String name, @Body @Nullable String body) {
        return act(
                new Asked(request, name, body),
                (status, action) ->
                        new Command.CancelCutover(
                                status.name(),
                                action.commandId(),
                                action.databases(),
                                action.expiresAt(),
                                by(request)));
    }

    @Post("/cancel")
    HttpResponse<byte[]> cancel(HttpRequest<?> request, String name, @Body @Nullable String body) {
        return act(
                new Asked(request, name, body),
                (status, action) ->
                        new Command.CancelMigration(
                                status.name(),
                                action.commandId(),
                                action.target(),
                                action.databases(),
                                action.expiresAt(),
                                by(request)));
    }

    /** Goes on after a pause, an interruption or a failure; what is done is kept. */
    @Post("/resume")
    HttpResponse<byte[]> resume(HttpRequest<?> request, String name, @Body @Nullable String body) {
        return act(
                new Asked(request, name, body),
                (status, action) ->
                        new Command.ResumeMigration(
                                status.name(),
                                action.commandId(),
                                null,
                                null,
                                action.databases(),
                                action.expiresAt(),
                                by(request)));
    }

    @Post("/pause")
    HttpResponse<byte[]> pause(HttpRequest<?> request, String name, @Body @Nullable String body) {
        return act(
                new Asked(request, name, body),
                (status, action) ->
                        new Command.PauseMigration(
                                status.name(),
                                action.commandId(),
                                action.databases(),
                                action.expiresAt(),
                                by(request)));
    }

    @Post("/verify")
    HttpResponse<byte[]> verify(HttpRequest<?> request, String name, @Body @Nullable String body) {
        return act(
                new Asked(request, name, body),
                (status, action) ->
                        new Command.VerifyMigration(
                                status.name(),
                                action.commandId(),
                                action.databases(),
                                action.expiresAt(),
                                by(request)));
    }

    /**
     * Copies one table again: {@code table} is its name, {@code database} where it is not clear.
     */
    @Post("/reload-table")
    HttpResponse<byte[]> reloadTable(
            HttpRequest<?> request, String name, @Body @Nullable String body) {
        return act(
                new Asked(request, name, body),
                (status, action) ->
                        new Command.ReloadTable(
                                status.name(),
                                action.commandId(),
                                action.table(),
                                action.database(),
                                action.expiresAt(),
                                by(request)));
    }

    /** Leaves one table out, for a {@code reason} that the report shows. */
    @Post("/skip-table")
    HttpResponse<byte[]> skipTable(
            HttpRequest<?> request, String name, @Body @Nullable String body) {
        return act(
                new Asked(request, name, body),
                (status, action) ->
                        new Command.SkipTable(
                                status.name(),
                                action.commandId(),
                                action.table(),
                                action.database(),
                                action.reason(),
                                action.expiresAt(),
                                by(request)));
    }

    /** Who asks, and that they came through this door, by hand or by our command line. */
    static String by(HttpRequest<?> request) {
        String agent = Objects.requireNonNullElse(request.getHeaders().get("User-Agent"), "");
        String door = agent.startsWith("dunlin-cli") ? " (cli)" : " (rest)";
        return AccessFilter.caller(request).name() + door;
    }

    /** A request for an action. */
    private record Asked(HttpRequest<?> request, String name, @Nullable String body) {}

    private HttpResponse<byte[]> act(
            Asked asked, BiFunction<MigrationStatus, ActionBody, Command> command) {
        Optional<MigrationStatus> status = Lookup.migration(ports.view().get(), asked.name);
        if (status.isEmpty()) {
            return Answers.problem(Lookup.unknown(asked.name));
        }
        try {
            ActionBody action = ActionBody.of(asked.body, ActionBody.key(asked.request));
            Reply reply = ports.desk().ask(command.apply(status.get(), action));
            return reply.status() == Reply.Status.REJECTED
                    ? Answers.problem(Problem.refused(reply.message()))
                    : Answers.accepted(reply)
                            .headers(
                                    h ->
                                            h.location(
                                                    URI.create(
                                                            "/api/v1/operations/"
                                                                    + reply.commandId())));
        } catch (ActionBody.Misunderstood e) {
            return Answers.problem(Problem.badBody(e.detail()));
        } catch (FailureException e) {
            return Answers.problem(Problem.of(e));
        }
    }
}
