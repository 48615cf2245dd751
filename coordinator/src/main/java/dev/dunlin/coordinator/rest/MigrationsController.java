package dev.dunlin.coordinator.rest;

import dev.dunlin.messaging.StatusView;
import dev.dunlin.protocol.Command;
import dev.dunlin.protocol.FailureException;
import dev.dunlin.protocol.MigrationName;
import dev.dunlin.protocol.MigrationStatus;
import dev.dunlin.protocol.Readiness;
import dev.dunlin.protocol.Reply;
import dev.dunlin.protocol.TableId;
import dev.dunlin.protocol.TableStatus;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** The paths. Actions wait for the coordinator's reply, which is why they have threads. */
@Controller("/api/v1/migrations")
@Produces({"application/json", Problem.MEDIA_TYPE})
@Consumes("*/*")
class MigrationsController {

    private final RestPorts ports;

    MigrationsController(RestPorts ports) {
        this.ports = ports;
    }

    @Get
    HttpResponse<byte[]> all() {
        List<MigrationStatus> newestFirst =
                ports.view().get().migrations().values().stream()
                        .sorted(Comparator.comparing(MigrationStatus::startedAt).reversed())
                        .toList();
        return Answers.ok(newestFirst);
    }

    @Get("/{name}")
    HttpResponse<byte[]> one(String name) {
        StatusView view = ports.view().get();
        return find(view, name)
                .map(
                        status -> {
                            List<Readiness> readiness =
                                    view.readiness(status.name()).values().stream()
                                            .sorted(Comparator.comparing(Readiness::database))
                                            .toList();
                            return Answers.ok(new MigrationView(status, readiness));
                        })
                .orElseGet(() -> Answers.problem(unknown(name)));
    }

    @Get("/{name}/tables")
    HttpResponse<byte[]> tables(String name) {
        StatusView view = ports.view().get();
        return find(view, name)
                .map(
                        status -> {
                            List<TableStatus> tables =
                                    view.tables(status.name()).values().stream()
                                            .sorted(
                                                    Comparator.comparing(
                                                            TableStatus::table, order()))
                                            .toList();
                            return Answers.ok(tables);
                        })
                .orElseGet(() -> Answers.problem(unknown(name)));
    }

    private static Comparator<TableId> order() {
        return Comparator.comparing(TableId::database).thenComparingInt(TableId::number);
    }

    @Post("/{name}/actions/cutover")
    @ExecuteOn(TaskExecutors.BLOCKING)
    HttpResponse<byte[]> cutover(String name, @Body @Nullable String body) {
        return act(
                name,
                body,
                (status, action) ->
                        new Command.CutoverMigration(
                                status.name(),
                                action.commandId(),
                                action.terms(status.spec().settings().online().cutover())));
    }

    @Post("/{name}/actions/cancel-cutover")
    @ExecuteOn(TaskExecutors.BLOCKING)
    HttpResponse<byte[]> cancelCutover(String name, @Body @Nullable String body) {
        return act(
                name,
                body,
                (status, action) -> new Command.CancelCutover(status.name(), action.commandId()));
    }

    @Post("/{name}/actions/cancel")
    @ExecuteOn(TaskExecutors.BLOCKING)
    HttpResponse<byte[]> cancel(String name, @Body @Nullable String body) {
        return act(
                name,
                body,
                (status, action) ->
                        new Command.CancelMigration(
                                status.name(), action.commandId(), action.target()));
    }

    private HttpResponse<byte[]> act(
            String name,
            @Nullable String body,
            BiFunction<MigrationStatus, ActionBody, Command> command) {
        Optional<MigrationStatus> status = find(ports.view().get(), name);
        if (status.isEmpty()) {
            return Answers.problem(unknown(name));
        }
        try {
            ActionBody action = ActionBody.of(body == null ? "" : body);
            Reply reply = ports.desk().ask(command.apply(status.get(), action));
            return reply.status() == Reply.Status.ACCEPTED
                    ? Answers.accepted(reply)
                    : Answers.problem(Problem.refused(reply.message()));
        } catch (ActionBody.Misunderstood e) {
            return Answers.problem(Problem.badBody(e.detail()));
        } catch (FailureException e) {
            return Answers.problem(Problem.unanswered(e.failure().message()));
        }
    }

    private static Optional<MigrationStatus> find(StatusView view, String name) {
        try {
            return view.migration(new MigrationName(name));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static Problem unknown(String name) {
        return Problem.unknown("there is no migration " + name);
    }
}
