package dev.dunlin.scenarios.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dunlin.coordinator.rest.EventLog;
import dev.dunlin.coordinator.rest.Guard;
import dev.dunlin.coordinator.rest.RestPorts;
import dev.dunlin.coordinator.rest.RestServer;
import dev.dunlin.messaging.StatusFollower;
import dev.dunlin.messaging.StatusScope;
import dev.dunlin.protocol.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Who may only look is shown everything and offered nothing. */
@ExtendWith(ConsoleExtension.class)
final class ViewerIT {

    private static final String TOKEN = "only-looks";

    @TempDir private Path home;

    @Test
    void a_viewer_sees_no_actions(Console console) throws Exception {
        Wide wide = new Wide(200);
        console.send(Topics.MIGRATIONS, Map.of("wide", wide.status()));
        console.send(Topics.TABLES, wide.tables(200, 4));
        EventLog events = new EventLog(100);
        try (StatusFollower follower =
                        new StatusFollower(console.server().kafka(), StatusScope.all(), events);
                RestServer server = new RestServer(ports(follower, events))) {
            follower.start();
            String root = "http://127.0.0.1:" + server.start() + "/";
            Browser browser = console.browser();
            signIn(console, root);
            browser.see("looker");
            browser.see("wide");
            offersNothing(console, List.of("New migration", "Select all"));
            for (String tab : List.of("", "/validation", "/tables", "/events", "/report")) {
                browser.open(root + "migrations/wide" + tab);
                browser.see("Now: copying rows");
                offersNothing(console, List.of("Pause", "Cancel…", "Delete…", "Reload", "Skip"));
            }
            browser.open(root + "migrations/wide?do=cancel");
            browser.see("Now: copying rows");
            assertThat(browser.text()).doesNotContain("Give wide up");
        }
    }

    /** By typing the token. The page asks first whether it needs one, which the browser notes. */
    private static void signIn(Console console, String root) {
        Browser browser = console.browser();
        browser.open(root);
        browser.see("Sign in to Dunlin");
        console.accessible();
        browser.type("Or paste a token", "wrong");
        browser.press("Sign in");
        browser.see("The server does not know this token");
        browser.type("Or paste a token", TOKEN);
        browser.press("Sign in");
        browser.see("Live");
        assertThat(browser.complaints()).allMatch(one -> one.contains("/api/v1/about"));
    }

    private static void offersNothing(Console console, List<String> names) {
        assertThat(names).noneMatch(console.browser()::offers);
        console.accessible();
    }

    private RestPorts ports(StatusFollower follower, EventLog events) throws Exception {
        byte[] hash =
                MessageDigest.getInstance("SHA-256").digest(TOKEN.getBytes(StandardCharsets.UTF_8));
        String callers =
                "[{\"name\":\"looker\",\"access\":\"viewer\",\"tokenSha256\":\"%s\"}]"
                        .formatted(HexFormat.of().formatHex(hash));
        Path file = Files.writeString(home.resolve("callers.json"), callers);
        return new RestPorts(
                follower::latest,
                command -> {
                    throw new AssertionError("a viewer asked for " + command);
                },
                events,
                Guard.in(file),
                password -> password);
    }
}
