package dev.dunlin.coordinator.rest;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.web.router.RouteAttributes;
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
        if (isOpen(request)) {
            return null;
        }
        Optional<Guard.Caller> caller = guard.caller(token(request));
        if (caller.isEmpty()) {
            return Answers.problem(Problem.unauthorized());
        }
        Access needed = needed(request);
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

    private static Access needed(HttpRequest<?> request) {
        // A ticket gives no more than the token that it is asked for with.
        if (request.getPath().equals(TicketsController.PATH)) {
            return Access.VIEWER;
        }
        return switch (request.getMethod()) {
            case GET, HEAD, OPTIONS -> Access.VIEWER;
            case DELETE -> Access.ADMIN;
            default -> Access.OPERATOR;
        };
    }

    /** What is said to anybody. Nothing of the interface is, whatever route a path finds. */
    private static boolean isOpen(HttpRequest<?> request) {
        return !request.getPath().startsWith("/api/")
                && RouteAttributes.getRouteMatch(request)
                        .filter(route -> route.getAnnotationMetadata().hasAnnotation(Open.class))
                        .isPresent();
    }

    /** Never a cookie: no other site can make a browser send this header. */
    static Optional<String> token(HttpRequest<?> request) {
        String header = request.getHeaders().getAuthorization().orElse("");
        return header.startsWith(BEARER)
                ? Optional.of(header.substring(BEARER.length()))
                : Optional.empty();
    }
}
