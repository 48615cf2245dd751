package dev.dunlin.coordinator.rest;

import dev.dunlin.messaging.Wire;
import io.micronaut.context.annotation.Primary;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import jakarta.inject.Singleton;

/** Gives what goes wrong outside of our own paths the form of everything else that does. */
@Singleton
@Primary
final class ProblemResponses implements ErrorResponseProcessor<Object> {

    @Override
    public MutableHttpResponse<Object> processResponse(
            ErrorContext context, MutableHttpResponse<?> response) {
        return response.<Object>body(Wire.encode(problem(context.getRequest(), response)))
                .contentType(MediaType.of(Problem.MEDIA_TYPE));
    }

    private static Problem problem(HttpRequest<?> request, HttpResponse<?> response) {
        int code = response.code();
        if (code == HttpStatus.NOT_FOUND.getCode()) {
            return Problem.unknown("nothing is at " + request.getPath());
        }
        return code < HttpStatus.INTERNAL_SERVER_ERROR.getCode()
                ? Problem.request(code, response.reason())
                : Problem.unexpected();
    }
}
