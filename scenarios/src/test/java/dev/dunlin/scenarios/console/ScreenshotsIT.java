package dev.dunlin.scenarios.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dunlin.protocol.Topics;
import dev.dunlin.testkit.Await;
import dev.dunlin.testkit.TestDatabase;
import dev.dunlin.testkit.TestServers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Takes a picture of each screen, light and dark, of migrations that really run, and asks of each
 * whether everybody can use it.
 */
@Tag("soak")
@ExtendWith(ConsoleExtension.class)
final class ScreenshotsIT {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Path FOLDER =
            Path.of(System.getProperty("dunlin.pictures", "target/console/pictures"));

    private final List<String> complaints = new ArrayList<>();

    @Test
    void of_every_screen(Console console) throws Exception {
        try (TestDatabase shop = TestServers.source().createNamed("shop");
                TestDatabase newShop = TestServers.target().createNamed("shop");
                TestDatabase stock = TestServers.source().createNamed("stock");
                TestDatabase newStock = TestServers.target().createNamed("stock");
                TestDatabase unfit = TestServers.source().createNamed("billing");
                TestDatabase newUnfit = TestServers.target().createNamed("billing");
                ShopWriter writer = new ShopWriter(shop)) {
            begin(console, unfit, newUnfit, stock, newStock);
            new Wish("shop-2026", shop, newShop).gated().begin(console.server());
            console.enter("migrations/shop-2026");
            console.browser().see("Waiting for you", PATIENCE);
            console.browser().waitingScript("setTimeout(arguments[arguments.length - 1], 15000)");
            migration(console);
            cutover(console, writer);
            others(console);
        }
        assertThat(complaints).isEmpty();
    }

    private static void begin(
            Console console,
            TestDatabase unfit,
            TestDatabase newUnfit,
            TestDatabase stock,
            TestDatabase newStock) {
        unfit.execute(
                "CREATE TABLE ledger (id int PRIMARY KEY)",
                "CREATE TABLE notes (id int, text text)",
                "ALTER TABLE ledger REPLICA IDENTITY NOTHING");
        stock.execute(
                "CREATE TABLE items AS SELECT g AS id, md5(g::text) AS name"
                        + " FROM generate_series(1, 20000) g",
                "ALTER TABLE items ADD PRIMARY KEY (id)");
        new Wish("billing-online", unfit, newUnfit).online().begin(console.server());
        new Wish("stock-offline", stock, newStock).begin(console.server());
        Wide wide = new Wide(5_000);
        console.send(Topics.MIGRATIONS, Map.of(Wide.NAME, wide.status()));
        console.send(Topics.TABLES, wide.tables(5_000, 3));
    }

    private void migration(Console console) throws IOException {
        Browser browser = console.browser();
        browser.tall(1330);
        picture(console, "overview");
        browser.tall(1000);
        for (String tab : new String[] {"Tables", "Source health", "Events", "Verification"}) {
            browser.press(tab);
            browser.settle();
            picture(console, tab.toLowerCase(Locale.ROOT).replace(' ', '-'));
        }
        browser.open("migrations/wide/tables");
        browser.see("5,000 tables", PATIENCE);
        picture(console, "tables-many");
        browser.open("migrations/billing-online/validation");
        browser.see("DUN-SRC-REPLICA-IDENTITY", PATIENCE);
        picture(console, "validation");
    }

    private void cutover(Console console, ShopWriter writer) throws IOException {
        Browser browser = console.browser();
        browser.open("migrations/shop-2026");
        browser.press("Cut over…");
        Await.value(
                "nothing is missing",
                PATIENCE,
                () -> browser.reason("Cut over"),
                reason -> reason.contains("type shop-2026 first"));
        picture(console, "cutover");
        writer.close();
        browser.type("Type shop-2026 to confirm", "shop-2026");
        browser.press("Cut over");
        browser.see("shop-2026 is being cut over", PATIENCE);
        picture(console, "cutover-steps");
        console.approve("shop-2026");
        browser.see("shop-2026 has switched", PATIENCE);
        picture(console, "cutover-done");
        browser.press("Close");
        browser.press("Report");
        browser.settle();
        picture(console, "report");
        browser.press("Verification");
        browser.settle();
        picture(console, "verification-done");
        browser.press("Overview");
        browser.settle();
        picture(console, "overview-done");
    }

    private void others(Console console) throws IOException {
        for (String place : new String[] {"migrations", "new", "connections", "workers", "about"}) {
            console.browser().open(place);
            console.browser().see("Live");
            console.browser().miss("Loading");
            console.browser().settle();
            picture(console, place);
        }
    }

    private void picture(Console console, String name) throws IOException {
        Files.createDirectories(FOLDER);
        for (boolean dark : new boolean[] {false, true}) {
            console.browser().dark(dark);
            console.browser().settle();
            String shown = name + (dark ? "-dark" : "");
            Files.write(FOLDER.resolve(shown + ".png"), console.browser().picture());
            Axe.complaints(console.browser())
                    .forEach(complaint -> complaints.add(shown + ": " + complaint));
        }
        console.browser().dark(false);
    }
}
