package dev.dunlin.coordinator.rest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dunlin.messaging.UndecodableMessageException;
import dev.dunlin.messaging.Wire;
import dev.dunlin.protocol.ConnectionFacts;
import dev.dunlin.protocol.DatabaseAddress;
import dev.dunlin.protocol.Endpoint;
import dev.dunlin.protocol.FailureException;
import dev.dunlin.protocol.NamedConnection;
import dev.dunlin.protocol.NamedConnection.LastTest;
import dev.dunlin.protocol.SecretRef;
import dev.dunlin.protocol.Side;
import dev.dunlin.spec.ServerSpec;
import dev.dunlin.spec.SpecException;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.Put;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Servers under names, and tests of them through workers. */
@Controller("/api/v1/connections")
@Produces({"application/json", Problem.MEDIA_TYPE})
@Consumes("*/*")
@ExecuteOn(TaskExecutors.BLOCKING)
class ConnectionsController {

    private final RestPorts ports;

    ConnectionsController(RestPorts ports) {
        this.ports = ports;
    }

    @Get("/")
    HttpResponse<byte[]> list() {
        List<ConnectionView> views = ports.connections().all().stream().map(this::view).toList();
        return Answers.ok(new Page<>(views, ""));
    }

    @Get("/{name}")
    HttpResponse<byte[]> show(String name) {
        return ports.connections()
                .named(name)
                .map(connection -> Answers.ok(view(connection)))
                .orElseGet(() -> Answers.problem(unknown(name)));
    }

    /**
     * Makes one, or changes it. The body is a server as a spec has it, with {@code database};
     * without a password the one it has is kept.
     */
    @Put("/{name}")
    HttpResponse<byte[]> put(HttpRequest<?> request, String name, @Body @Nullable String body) {
        if (!NamedConnection.legal(name)) {
            return Answers.problem(
                    Problem.badBody(
                            "a name has letters, digits and '-', at most 63, no '-' at its start"));
        }
        try {
            ServerSpec server = ServerSpec.readNamed(json(body));
            Optional<NamedConnection> before = ports.connections().named(name);
            Endpoint endpoint = sealed(server);
            if (endpoint.password().kind() == SecretRef.Kind.NONE) {
                endpoint = kept(endpoint, before);
            }
            NamedConnection connection =
                    new NamedConnection(
                            name,
                            endpoint,
                            server.pool(),
                            server.database(),
                            Instant.now().toString(),
                            ActionsController.by(request),
                            LastTest.NONE);
            ports.connections().put(connection);
            return Answers.ok(view(connection));
        } catch (UndecodableMessageException _) {
            return Answers.problem(Problem.badBody("the body is no JSON"));
        } catch (SpecException e) {
            return Answers.problem(Problem.spec(e.errors()));
        } catch (FailureException e) {
            return Answers.problem(Problem.of(e));
        }
    }

    /** Only for the same user of the same server: a password is nothing to send elsewhere. */
    private static Endpoint kept(Endpoint endpoint, Optional<NamedConnection> before) {
        return before.map(NamedConnection::endpoint)
                .filter(old -> old.toString().equals(endpoint.toString()))
                .map(old -> endpoint.with(old.password()))
                .orElse(endpoint);
    }

    /** Migrations that were made with it have a copy. */
    @Delete("/{name}")
    HttpResponse<byte[]> delete(String name) {
        if (ports.connections().named(name).isEmpty()) {
            return Answers.problem(unknown(name));
        }
        ports.connections().remove(name);
        return HttpResponse.noContent();
    }

    /** The body may say {@code side}: whose workers of the pool test, source or target. */
    @Post("/{name}/actions/test")
    HttpResponse<byte[]> testNamed(String name, @Body @Nullable String body) {
        Optional<NamedConnection> known = ports.connections().named(name);
        if (known.isEmpty()) {
            return Answers.problem(unknown(name));
        }
        NamedConnection connection = known.get();
        try {
            String said = json(body == null || body.isEmpty() ? "{}" : body).path("side").asText();
            Side side = said.equals(Side.TARGET.label()) ? Side.TARGET : Side.SOURCE;
            LastTest found = look(connection, side);
            ports.connections().put(connection.with(found));
            return Answers.ok(view(connection.with(found)));
        } catch (UndecodableMessageException _) {
            return Answers.problem(Problem.badBody("the body is no JSON"));
        }
    }

    /** What is wrong is what a test is for: an answer, too. */
    private LastTest look(NamedConnection connection, Side side) {
        String now = Instant.now().toString();
        DatabaseAddress address = new DatabaseAddress(connection.endpoint(), connection.database());
        try {
            ConnectionFacts facts = ports.tester().test(side, connection.pool(), address);
            return new LastTest(now, side, facts.serverVersion(), facts.tls(), "");
        } catch (FailureException e) {
            return new LastTest(now, side, "", "", e.failure().toString());
        }
    }

    private static JsonNode json(@Nullable String body) {
        byte[] bytes = (body == null ? "" : body).getBytes(StandardCharsets.UTF_8);
        return Wire.decode(bytes, JsonNode.class);
    }

    private ConnectionView view(NamedConnection connection) {
        return ConnectionView.of(connection, ports.view().get());
    }

    private static Problem unknown(String name) {
        return Problem.unknown("there is no connection " + name);
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
