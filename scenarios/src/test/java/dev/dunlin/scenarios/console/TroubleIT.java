package dev.dunlin.scenarios.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dunlin.testkit.DatabaseDigest;
import dev.dunlin.testkit.TestDatabase;
import dev.dunlin.testkit.TestServers;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What goes wrong is named with what helps, and what was mended is tried again. */
@ExtendWith(ConsoleExtension.class)
final class TroubleIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @Test
    void a_failed_check_has_its_fix_and_passes_after_it(Console console) {
        try (TestDatabase source = TestServers.source().createDatabase("unfit");
                TestDatabase target = TestServers.target().createDatabase("unfit")) {
            source.execute(
                    "CREATE TABLE ledger (id int PRIMARY KEY)",
                    "INSERT INTO ledger SELECT generate_series(1, 50)",
                    "ALTER TABLE ledger REPLICA IDENTITY NOTHING");
            new Wish("unfit", source, target).online().begin(console.server());
            console.enter("migrations/unfit");
            Browser browser = console.browser();
            browser.see("1 check failed", PATIENCE);
            browser.press("Validation");
            browser.see("DUN-SRC-REPLICA-IDENTITY");
            console.accessible();
            String fix = browser.textOf("article.bad pre");
            assertThat(fix).contains("ALTER TABLE");
            source.execute("ALTER TABLE ledger REPLICA IDENTITY DEFAULT");
            browser.press("Retry");
            browser.press("Overview");
            browser.see("Waiting for you", PATIENCE);
            cancel(console);
            assertThat(source.column("SELECT slot_name FROM pg_replication_slots")).isEmpty();
        }
    }

    private static void cancel(Console console) {
        Browser browser = console.browser();
        browser.press("Cancel…");
        browser.see("Give unfit up?");
        assertThat(browser.reason("Give it up")).contains("what becomes of the target");
        console.accessible();
        browser.choose("Clean the target");
        browser.press("Give it up");
        browser.see("It was given up", PATIENCE);
    }

    @Test
    void a_table_that_cannot_be_loaded_is_named_and_goes_on_after_mending(Console console) {
        try (TestDatabase source = TestServers.source().createDatabase("narrow_source");
                TestDatabase target = TestServers.target().createDatabase("narrow_target")) {
            source.execute(
                    "CREATE FUNCTION fits(int) RETURNS bool LANGUAGE sql AS"
                            + " $$ SELECT $1 < 50 OR current_database() LIKE 'narrow_source%' $$",
                    "CREATE TABLE parcel (id int PRIMARY KEY, size int CHECK (fits(size)))",
                    "CREATE TABLE letter (id int PRIMARY KEY)",
                    "INSERT INTO parcel SELECT g, g FROM generate_series(1, 99) g",
                    "INSERT INTO letter SELECT g FROM generate_series(1, 99) g");
            new Wish("narrow", source, target).begin(console.server());
            console.enter("migrations/narrow");
            Browser browser = console.browser();
            browser.see("It stopped", PATIENCE);
            browser.see("parcel");
            console.accessible();
            target.execute(
                    "CREATE OR REPLACE FUNCTION fits(int) RETURNS bool LANGUAGE sql AS"
                            + " $$ SELECT $1 < 50 OR current_database() LIKE 'narrow%' $$");
            browser.press("Retry");
            browser.see("Everything is on the target", PATIENCE);
            assertThat(DatabaseDigest.of(source).diff(DatabaseDigest.of(target))).isEmpty();
        }
    }
}
