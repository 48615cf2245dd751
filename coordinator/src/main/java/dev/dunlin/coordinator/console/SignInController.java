package dev.dunlin.coordinator.console;

import dev.dunlin.coordinator.rest.Open;
import dev.dunlin.coordinator.rest.Problems;
import dev.dunlin.coordinator.rest.Tickets;
import dev.dunlin.messaging.UndecodableMessageException;
import dev.dunlin.messaging.Wire;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Gives the browser of who followed a link the token the link was made for. */
@Open
@Controller("/console")
@Consumes("*/*")
final class SignInController {

    private final Tickets tickets;

    SignInController(Tickets tickets) {
        this.tickets = tickets;
    }

    /** What the console sends. */
    record Shown(String ticket) {}

    /** What it gets. */
    record Let(String token) {}

    @Post("/redeem")
    HttpResponse<byte[]> redeem(@Body @Nullable String body) {
        try {
            byte[] json = (body == null ? "" : body).getBytes(StandardCharsets.UTF_8);
            return tickets.redeem(Wire.decode(json, Shown.class).ticket())
                    .<HttpResponse<byte[]>>map(
                            token ->
                                    HttpResponse.ok(Wire.encode(new Let(token)))
                                            .contentType(MediaType.APPLICATION_JSON_TYPE))
                    .orElseGet(SignInController::refused);
        } catch (UndecodableMessageException _) {
            return refused();
        }
    }

    private static HttpResponse<byte[]> refused() {
        return Problems.notSignedIn(
                "this link was used already or is too old; get another one with: dunlin console");
    }
}
