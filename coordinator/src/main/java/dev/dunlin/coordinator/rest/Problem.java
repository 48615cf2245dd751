package dev.dunlin.coordinator.rest;

import com.fasterxml.jackson.annotation.JsonCreator;
import dev.dunlin.messaging.FailureCodes;
import dev.dunlin.protocol.Failure;
import dev.dunlin.protocol.FailureException;
import dev.dunlin.spec.SpecError;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What went wrong, as RFC 9457 has it.
 *
 * @param type names the kind of problem, stable
 * @param status the HTTP status
 * @param detail this one problem, for people
 * @param code stable, for looking it up
 * @param errors what is wrong with each field of a spec; empty for other problems
 */
public record Problem(
        String type, String title, int status, String detail, String code, List<SpecError> errors) {

    @JsonCreator
    public Problem {
        errors = List.copyOf(errors);
    }

    Problem(String type, String title, int status, String detail, String code) {
        this(type, title, status, detail, code, List.of());
    }

    /** The media type of a problem. */
    public static final String MEDIA_TYPE = "application/problem+json";

    static Problem unknown(String detail) {
        return new Problem("/problems/not-found", "Not found", 404, detail, "DUN-API-NOT-FOUND");
    }

    static Problem unauthorized() {
        return new Problem(
                "/problems/not-permitted",
                "Not permitted",
                401,
                "a bearer token is needed: that of the server, or one made by dunlin token add",
                "DUN-API-TOKEN");
    }

    static Problem forbidden(Guard.Caller caller, Access needed) {
        return new Problem(
                "/problems/not-permitted",
                "Not permitted",
                403,
                caller.name() + " is " + name(caller.access()) + "; this needs " + name(needed),
                "DUN-API-ACCESS");
    }

    private static String name(Access access) {
        return access.name().toLowerCase(Locale.ROOT);
    }

    static Problem spec(List<SpecError> errors) {
        return new Problem(
                "/problems/spec-invalid",
                "Spec not understood",
                422,
                errors.stream().map(SpecError::toString).collect(Collectors.joining("; ")),
                "DUN-API-SPEC",
                errors);
    }

    static Problem badBody(String detail) {
        return new Problem("/problems/body", "Body not understood", 400, detail, "DUN-API-BODY");
    }

    static Problem refused(String detail) {
        return new Problem("/problems/refused", "Refused", 409, detail, "DUN-API-REFUSED");
    }

    static Problem unanswered(String detail) {
        return new Problem("/problems/no-reply", "No reply", 504, detail, "DUN-API-NO-REPLY");
    }

    /** What a worker or the server itself failed with, or that nobody answered in time. */
    static Problem of(FailureException e) {
        Failure failure = e.failure();
        if (failure.code().equals(FailureCodes.REPLY)) {
            return unanswered(failure.message());
        }
        String detail =
                failure.action().isEmpty()
                        ? failure.message()
                        : failure.message() + ". " + failure.action();
        return new Problem("/problems/failed", "Failed", 422, detail, failure.code());
    }

    static Problem request(int status, String reason) {
        return new Problem("/problems/request", reason, status, reason, "DUN-API-REQUEST");
    }

    static Problem unexpected() {
        return new Problem(
                "/problems/unexpected", "Unexpected", 500, "see the log", "DUN-API-UNEXPECTED");
    }
}
