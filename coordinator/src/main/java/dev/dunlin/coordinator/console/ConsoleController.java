package dev.dunlin.coordinator.console;

import dev.dunlin.coordinator.rest.Open;
import dev.dunlin.coordinator.rest.Problems;
import dev.dunlin.service.RestPlace;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The console's files under {@code /assets/}, and its document at every other path that has no
 * answer: which views there are, only the console knows.
 */
@Open
@Controller
final class ConsoleController {

    private static final String ASSETS = "/assets/";
    private static final String FOR_EVER = "public, max-age=31536000, immutable";

    private final RestPlace place;
    private @Nullable Served served;

    ConsoleController(RestPlace place) {
        this.place = place;
    }

    private record Served(Assets assets, IndexPage index) {}

    @Get("/")
    HttpResponse<byte[]> index(HttpRequest<?> request) {
        return page(request);
    }

    @Get("/{+path}")
    HttpResponse<byte[]> any(HttpRequest<?> request, @PathVariable String path) {
        String full = request.getPath();
        if (full.startsWith("/api/") || full.startsWith("/health/")) {
            return Problems.nothingAt(full);
        }
        return full.startsWith(ASSETS) ? asset(full) : page(request);
    }

    private HttpResponse<byte[]> asset(String path) {
        String[] parts = path.substring(ASSETS.length()).split("/", 2);
        Assets assets = served().assets();
        Optional<Asset> file =
                parts.length == 2 && parts[0].equals(assets.stamp())
                        ? assets.file(parts[1])
                        : Optional.empty();
        return file.<HttpResponse<byte[]>>map(
                        asset ->
                                HttpResponse.ok(asset.content())
                                        .contentType(MediaType.of(asset.type()))
                                        .header("Cache-Control", FOR_EVER))
                .orElseGet(() -> Problems.nothingAt(path));
    }

    private HttpResponse<byte[]> page(HttpRequest<?> request) {
        Served now = served();
        String tag = "\"" + now.assets().stamp() + "\"";
        MutableHttpResponse<byte[]> response =
                tag.equals(request.getHeaders().get("If-None-Match"))
                        ? HttpResponse.notModified()
                        : HttpResponse.ok(now.index().page().content())
                                .contentType(MediaType.of(now.index().page().type()));
        return response.header("Cache-Control", "no-cache")
                .header("ETag", tag)
                .header("Content-Security-Policy", now.index().policy());
    }

    /** Read when somebody looks for the first time: a run that nobody watches pays nothing. */
    private synchronized Served served() {
        if (served == null || Boolean.getBoolean("dunlin.console.reread")) {
            Assets assets = Assets.read();
            served = new Served(assets, IndexPage.of(assets, place.basePath()));
        }
        return served;
    }
}
