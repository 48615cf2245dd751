package dev.dunlin.coordinator.rest;

import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Lets in who may do what they ask: looking, acting, or removing, by the method of the request. */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
final class AccessFilter {

    private static final String BEARER = "Bearer ";
    private static final String CALLER = "dunlin.caller";

    private final Guard guard;

    AccessFilter(RestPorts ports) {
        this.guard = ports.guard();
    }

    @RequestFilter
    @Nullable HttpResponse<byte[]> check(HttpRequest<?> request) {
        if (request.getPath().startsWith("/health/")) {
            return null;
        }
        Optional<Guard.Caller> caller = guard.caller(token(request));
        if (caller.isEmpty()) {
            return Answers.problem(Problem.unauthorized());
        }
        Access needed = needed(request.getMethod());
        if (!caller.get().access().covers(needed)) {
            return Answers.problem(Problem.forbidden(caller.get(), needed));
        }
        request.setAttribute(CALLER, caller.get());
        return null;
    }

    /** Who was let in with this request. */
    static Guard.Caller caller(HttpRequest<?> request) {
        return request.getAttribute(CALLER, Guard.Caller.class)
                .orElseThrow(() -> new IllegalStateException("nobody was let in"));
    }

    private static Access needed(HttpMethod method) {
        return switch (method) {
            case GET, HEAD, OPTIONS -> Access.VIEWER;
            case DELETE -> Access.ADMIN;
            default -> Access.OPERATOR;
        };
    }

    /** Browsers cannot set headers on event streams: there the token may be a cookie. */
    private static Optional<String> token(HttpRequest<?> request) {
        String header = request.getHeaders().getAuthorization().orElse("");
        if (header.startsWith(BEARER)) {
            return Optional.of(header.substring(BEARER.length()));
        }
        return request.getCookies().findCookie("dunlin-token").map(cookie -> cookie.getValue());
    }
}
