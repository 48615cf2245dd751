package dev.dunlin.coordinator.rest;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/** Lets only requests with the token in: other users of the machine reach the port too. */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
final class TokenFilter {

    private static final String BEARER = "Bearer ";

    private final byte[] token;

    TokenFilter(RestPorts ports) {
        this.token = ports.token().getBytes(StandardCharsets.UTF_8);
    }

    @RequestFilter
    @Nullable HttpResponse<byte[]> check(HttpRequest<?> request) {
        String given = request.getHeaders().getAuthorization().orElse("");
        boolean known =
                given.startsWith(BEARER)
                        && MessageDigest.isEqual(
                                given.substring(BEARER.length()).getBytes(StandardCharsets.UTF_8),
                                token);
        return known ? null : Answers.problem(Problem.unauthorized());
    }
}
