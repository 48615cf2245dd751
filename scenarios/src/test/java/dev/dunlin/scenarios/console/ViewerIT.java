package dev.dunlin.scenarios.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dunlin.protocol.Topics;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Who may only look is shown everything and offered nothing. */
@ExtendWith(ConsoleExtension.class)
final class ViewerIT {

    @Test
    void a_viewer_sees_no_actions(Console console) {
        Wide wide = new Wide(200);
        console.send(Topics.MIGRATIONS, Map.of(Wide.NAME, wide.status()));
        console.send(Topics.TABLES, wide.tables(200, 4));
        signIn(console);
        Browser browser = console.browser();
        browser.see("looker");
        browser.see("old:5432");
        offersNothing(console, List.of("New migration", "Select all"));
        for (String tab : List.of("", "/validation", "/tables", "/events", "/report")) {
            browser.open("migrations/wide" + tab);
            browser.see("old:5432");
            offersNothing(console, List.of("Pause", "Cancel…", "Delete…", "Reload", "Skip"));
        }
        browser.open("migrations/wide?do=cancel");
        browser.see("old:5432");
        assertThat(browser.text()).doesNotContain("Give wide up");
    }

    /** By typing the token. The page asks first whether it needs one, which the browser notes. */
    private static void signIn(Console console) {
        Browser browser = console.browser();
        browser.open("");
        browser.see("Sign in to Dunlin");
        console.accessible();
        browser.type("Or paste a token", "wrong");
        browser.press("Sign in");
        browser.see("The server does not know this token");
        browser.type("Or paste a token", Console.VIEWER_TOKEN);
        browser.press("Sign in");
        browser.see("Live");
        assertThat(browser.complaints()).allMatch(one -> one.contains("/api/v1/about"));
    }

    private static void offersNothing(Console console, List<String> names) {
        assertThat(names).noneMatch(console.browser()::offers);
        console.accessible();
    }
}
