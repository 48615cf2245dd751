package dev.dunlin.scenarios.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dunlin.testkit.Await;
import dev.dunlin.testkit.DatabaseDigest;
import dev.dunlin.testkit.TestDatabase;
import dev.dunlin.testkit.TestServers;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A live database, from following to the switch, by somebody who only looks at the console. */
@ExtendWith(ConsoleExtension.class)
final class OnlineIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @Test
    void it_is_followed_withdrawn_from_and_cut_over(Console console) {
        try (TestDatabase source = TestServers.source().createDatabase("live");
                TestDatabase target = TestServers.target().createDatabase("live")) {
            source.execute(
                    "CREATE TABLE orders (id int PRIMARY KEY, note text)",
                    "INSERT INTO orders SELECT g, 'order ' || g FROM generate_series(1, 5000) g");
            new Wish("live", source, target).gated().begin(console.server());
            console.enter("migrations/live");
            console.browser().see("Waiting for you", PATIENCE);
            console.accessible();
            figuresMove(console.browser(), source, target);
            withdraw(console);
            switches(console);
            assertThat(DatabaseDigest.of(source).diff(DatabaseDigest.of(target))).isEmpty();
        }
    }

    /** The lag grows while nothing can be applied and falls again afterwards; nothing is loaded. */
    private static void figuresMove(Browser browser, TestDatabase source, TestDatabase target) {
        browser.script("window.unloaded = true");
        try (Connection holder = target.connect();
                Statement statement = holder.createStatement()) {
            holder.setAutoCommit(false);
            statement.execute("LOCK TABLE orders IN SHARE MODE");
            source.execute("UPDATE orders SET note = note || '!' WHERE id <= 4000");
            lagIs(browser, "grows", "(?!0)\\d+\\.\\ds");
            holder.rollback();
        } catch (SQLException e) {
            throw new AssertionError("the target's table could not be held", e);
        }
        lagIs(browser, "falls", "0\\.\\ds");
        browser.press("Source health");
        browser.see("WAL retained");
        assertThat(browser.place()).isEqualTo("/migrations/live/source");
        browser.press("Overview");
        assertThat(browser.script("return window.unloaded")).isEqualTo(true);
    }

    private static void lagIs(Browser browser, String how, String form) {
        Await.value(
                "the lag " + how, PATIENCE, () -> browser.figure("Lag"), now -> now.matches(form));
    }

    private static void withdraw(Console console) {
        Browser browser = console.browser();
        browser.press("Cut over…");
        browser.see("What it needs");
        console.accessible();
        begin(browser);
        browser.see("live is being cut over");
        browser.see("waits for a decision");
        browser.press("Withdraw");
        browser.see("live was not switched", PATIENCE);
        browser.press("Close");
        browser.see("Waiting for you", PATIENCE);
    }

    private static void switches(Console console) {
        Browser browser = console.browser();
        browser.press("Cut over…");
        begin(browser);
        browser.see("live is being cut over");
        console.approve("live");
        browser.see("live has switched", PATIENCE);
        browser.see("Every row of both sides was compared");
        browser.press("Close");
        browser.see("Point your applications at");
        browser.press("Events");
        browser.see("owner (rest)");
        browser.press("Verification");
        browser.see("equal on both sides");
    }

    private static void begin(Browser browser) {
        Await.value(
                "nothing is missing",
                PATIENCE,
                () -> browser.reason("Cut over"),
                reason -> reason.contains("type live first"));
        browser.type("Type live to confirm", "live");
        browser.press("Cut over");
    }
}
