package dev.dunlin.app.ask;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dunlin.app.ExitCode;
import dev.dunlin.app.client.CommandEnded;
import dev.dunlin.app.client.Refused;
import dev.dunlin.app.client.Server;
import dev.dunlin.app.client.Session;
import dev.dunlin.app.show.Amount;
import dev.dunlin.app.show.Checks.Check;
import dev.dunlin.app.show.Checks.Result;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.net.http.HttpResponse;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The checks of {@code dunlin doctor}, one after the other; the first that fails may end them. */
final class Examination {

    /** HTTP gives times in whole seconds; commands expire within minutes. */
    private static final Duration SKEW = Duration.ofSeconds(5);

    private final Session session;
    private final List<Check> found = new ArrayList<>();
    private ExitCode code = ExitCode.DONE;

    Examination(Session session) {
        this.session = session;
    }

    List<Check> found() {
        return List.copyOf(found);
    }

    ExitCode code() {
        return code;
    }

    /** Looks; what it gives is why nothing more could be looked at. */
    Optional<CommandEnded> run() throws InterruptedException {
        Server server = session.rest().server();
        ok("server", server + (server.run().isPresent() ? " (dunlin run)" : ""));
        encryption(server);
        try {
            HttpResponse<byte[]> answer = session.rest().ask("/migrations", Map.of("limit", "1"));
            ok("reachable", "HTTP " + answer.statusCode());
            ok("token", server.token().isPresent() ? "accepted" : "none is needed");
            clock(answer);
            workers();
            return Optional.empty();
        } catch (Refused e) {
            ok("reachable", "HTTP " + e.problem().status());
            String next = "give its token with --token-file FILE or DUNLIN_TOKEN";
            fail("token", e.problem().detail(), next, e.exitCode());
            return Optional.empty();
        } catch (IOException e) {
            CommandEnded end = session.silent(e);
            String next = end.lines().getLast().replaceFirst("^ *next: ", "");
            fail("reachable", String.valueOf(end.getMessage()), next, end.exitCode());
            return Optional.of(end);
        }
    }

    private void encryption(Server server) {
        boolean open = "http".equals(server.root().getScheme()) && !local(server.root().getHost());
        if (open && server.token().isPresent()) {
            warn("encryption", "the token travels unencrypted", "use an https:// address");
        }
    }

    private static boolean local(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException _) {
            return false;
        }
    }

    private void clock(HttpResponse<byte[]> answer) {
        try {
            Optional<Instant> there =
                    answer.headers()
                            .firstValue("Date")
                            .map(DateTimeFormatter.RFC_1123_DATE_TIME::parse)
                            .map(Instant::from);
            if (there.isPresent()) {
                skew(Duration.between(there.get(), Instant.now()).abs());
            }
        } catch (DateTimeException _) {
            warn("clock", "the server's time is not understood", "");
        }
    }

    private void skew(Duration skew) {
        if (skew.compareTo(SKEW) <= 0) {
            ok("clock", "alike, to the second");
        } else {
            warn(
                    "clock",
                    Amount.duration(skew) + " from the server's",
                    "set both by NTP: expiries of commands are compared with it");
        }
    }

    /** Which workers there are, on servers that say. */
    private void workers() throws IOException, InterruptedException {
        try {
            JsonNode answer = session.rest().get("/workers", Map.of(), JsonNode.class);
            JsonNode items = answer.isArray() ? answer : answer.path("items");
            if (items.isEmpty()) {
                String next = "start some: dunlin snapshot-worker, sink-worker, cdc-worker";
                fail("workers", "none is there", next, ExitCode.UNEXPECTED);
            } else {
                ok("workers", items.size() + " there");
            }
        } catch (Refused e) {
            if (!e.notFound()) {
                throw e;
            }
        }
    }

    private void ok(String check, String detail) {
        found.add(new Check(Result.OK, check, detail, ""));
    }

    private void warn(String check, String detail, String next) {
        found.add(new Check(Result.WARN, check, detail, next));
    }

    private void fail(String check, String detail, String next, ExitCode how) {
        found.add(new Check(Result.FAIL, check, detail, next));
        code = how;
    }
}
