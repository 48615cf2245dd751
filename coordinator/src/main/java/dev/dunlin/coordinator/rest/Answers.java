package dev.dunlin.coordinator.rest;

import dev.dunlin.messaging.Wire;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;

/** Answers in the same JSON as the messages. */
final class Answers {

    private Answers() {}

    static MutableHttpResponse<byte[]> ok(Object body) {
        return HttpResponse.ok(Wire.encode(body)).contentType(MediaType.APPLICATION_JSON_TYPE);
    }

    static MutableHttpResponse<byte[]> accepted(Object body) {
        return HttpResponse.<byte[]>accepted()
                .body(Wire.encode(body))
                .contentType(MediaType.APPLICATION_JSON_TYPE);
    }

    static MutableHttpResponse<byte[]> problem(Problem problem) {
        return HttpResponse.<byte[]>status(HttpStatus.valueOf(problem.status()))
                .body(Wire.encode(problem))
                .contentType(MediaType.of(Problem.MEDIA_TYPE));
    }
}
