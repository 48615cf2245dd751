package dev.dunlin.coordinator.rest;

import io.micronaut.http.MutableHttpHeaders;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import java.util.Map;

/** What every answer tells a browser not to do with it. */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
final class ResponseHeaders {

    private static final Map<String, String> USUAL =
            Map.of(
                    "X-Content-Type-Options", "nosniff",
                    "X-Frame-Options", "DENY",
                    "Referrer-Policy", "no-referrer",
                    "Cross-Origin-Opener-Policy", "same-origin",
                    "Cross-Origin-Resource-Policy", "same-origin",
                    "Permissions-Policy", "camera=(), geolocation=(), microphone=()",
                    "Cache-Control", "no-store",
                    "Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");

    @ResponseFilter
    void add(MutableHttpResponse<?> response) {
        MutableHttpHeaders headers = response.getHeaders();
        USUAL.forEach(
                (name, value) -> {
                    if (!headers.contains(name)) {
                        headers.add(name, value);
                    }
                });
    }
}
