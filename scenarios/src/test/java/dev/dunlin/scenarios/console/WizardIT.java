package dev.dunlin.scenarios.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dunlin.testkit.DatabaseDigest;
import dev.dunlin.testkit.TestDatabase;
import dev.dunlin.testkit.TestServers;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Somebody who has never seen a spec moves a database. */
@ExtendWith(ConsoleExtension.class)
final class WizardIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @Test
    void a_database_is_moved_from_the_first_question_to_the_proof(Console console) {
        try (TestDatabase source = TestServers.source().createDatabase("wizard");
                TestDatabase target = TestServers.target().createDatabase("wizard")) {
            source.execute(
                    "CREATE TABLE poem (id int PRIMARY KEY, line text)",
                    "INSERT INTO poem SELECT g, 'line ' || g FROM generate_series(1, 500) g");
            console.enter("migrations");
            Browser browser = console.browser();
            browser.press("New migration");
            browser.press("Next: Worker pool");
            browser.see("Give it a name");
            console.accessible();
            browser.type("Name", "by-wizard");
            browser.press("Next: Worker pool");
            browser.see("All workers it needs are there");
            browser.press("Next: Source");
            server(console, source);
            browser.press("Next: Target");
            server(console, target);
            browser.press("Next: Databases and tables");
            browser.tick("Move " + source.name());
            browser.type("Name of " + source.name() + " on the target", target.name());
            console.accessible();
            browser.press("Next: Options");
            console.accessible();
            browser.press("Next: Summary");
            browser.see("Copy as");
            console.accessible();
            browser.press("Create and start");
            browser.see("Everything is on the target", PATIENCE);
            assertThat(browser.place()).isEqualTo("/migrations/by-wizard");
            assertThat(DatabaseDigest.of(source).diff(DatabaseDigest.of(target))).isEmpty();
        }
    }

    /** The form of one server, and its test by a worker. */
    private static void server(Console console, TestDatabase database) {
        Browser browser = console.browser();
        browser.type("Host", "127.0.0.1");
        browser.type("Port", Integer.toString(database.port()));
        browser.type("User", "postgres");
        browser.choose("None");
        browser.press("Test connection");
        browser.see("Connected as postgres", PATIENCE);
        console.accessible();
    }
}
