package dev.dunlin.coordinator.rest;

import io.micronaut.http.HttpResponse;

/** Answers of this form for neighbours of the interface. */
public final class Problems {

    private Problems() {}

    /** 404: nothing is at this path. */
    public static HttpResponse<byte[]> nothingAt(String path) {
        return Answers.problem(Problem.unknown("nothing is at " + path));
    }

    /** 401: what was shown lets nobody in. */
    public static HttpResponse<byte[]> notSignedIn(String why) {
        return Answers.problem(
                new Problem(
                        "/problems/not-permitted", "Not permitted", 401, why, "DUN-API-TICKET"));
    }
}
