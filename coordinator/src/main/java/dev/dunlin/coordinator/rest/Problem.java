package dev.dunlin.coordinator.rest;

/**
 * What went wrong, as RFC 9457 has it.
 *
 * @param type names the kind of problem, stable
 * @param status the HTTP status
 * @param detail this one problem, for people
 * @param code stable, for looking it up
 */
public record Problem(String type, String title, int status, String detail, String code) {

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
                "a bearer token is needed; it is in server.json of the work directory",
                "DUN-API-TOKEN");
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

    static Problem request(int status, String reason) {
        return new Problem("/problems/request", reason, status, reason, "DUN-API-REQUEST");
    }

    static Problem unexpected() {
        return new Problem(
                "/problems/unexpected", "Unexpected", 500, "see the log", "DUN-API-UNEXPECTED");
    }
}
