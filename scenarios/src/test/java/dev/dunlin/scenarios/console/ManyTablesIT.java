package dev.dunlin.scenarios.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dunlin.protocol.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A migration of five thousand tables, as its coordinator would publish it. */
@ExtendWith(ConsoleExtension.class)
final class ManyTablesIT {

    private static final int TABLES = 5_000;

    /** Of a machine that does other things besides: a browser at ease has 16 ms. */
    private static final double USUAL_FRAME_MILLIS = 70;

    /** Scrolls as fast as a hand can, from the middle on, and gives the time between frames. */
    private static final String SCROLL =
            """
            const done = arguments[arguments.length - 1];
            const list = document.querySelector('.table-scroll');
            const frames = [];
            let last = performance.now();
            list.scrollTop = list.scrollHeight / 2;
            function step(now) {
              frames.push(now - last);
              last = now;
              if (frames.length > 130) {
                done({frames: frames.slice(10), rows: list.querySelectorAll('tbody tr').length});
                return;
              }
              list.scrollTop += 160;
              requestAnimationFrame(step);
            }
            requestAnimationFrame(step);
            """;

    @Test
    void they_scroll_smoothly_while_they_change(Console console) {
        Wide wide = new Wide(TABLES);
        console.send(Topics.MIGRATIONS, Map.of(Wide.NAME, wide.status()));
        console.send(Topics.TABLES, wide.tables(TABLES, 0));
        console.enter("migrations/wide/tables");
        Browser browser = console.browser();
        browser.see("5,000 tables", Duration.ofSeconds(30));
        console.accessible();
        try (ScheduledExecutorService changes = Executors.newSingleThreadScheduledExecutor()) {
            AtomicInteger round = new AtomicInteger();
            var _ =
                    changes.scheduleWithFixedDelay(
                            () ->
                                    console.send(
                                            Topics.TABLES,
                                            wide.tables(200, round.incrementAndGet())),
                            0,
                            1,
                            TimeUnit.SECONDS);
            List<Double> frames = frames(browser);
            changes.shutdownNow();
            System.out.println("ManyTablesIT: " + frames.get(frames.size() / 2) + " ms a frame");
            assertThat(frames).hasSizeGreaterThan(100);
            assertThat(frames.get(frames.size() * 9 / 10)).isLessThan(USUAL_FRAME_MILLIS);
        }
        filterAndSort(browser);
    }

    private static List<Double> frames(Browser browser) {
        if (browser.waitingScript(SCROLL) instanceof Map<?, ?> seen
                && seen.get("frames") instanceof List<?> frames
                && seen.get("rows") instanceof Number rows) {
            assertThat(rows.intValue()).as("rows that are drawn").isLessThan(100);
            return frames.stream().map(String::valueOf).map(Double::valueOf).sorted().toList();
        }
        throw new AssertionError("nothing was measured");
    }

    private static void filterAndSort(Browser browser) {
        browser.type("Filter by schema or table", "table_04999");
        browser.see("1 of 5,000 tables");
        assertThat(browser.place()).isEqualTo("/migrations/wide/tables?q=table_04999");
        browser.type("Filter by schema or table", "");
        browser.press("Table");
        browser.press("Table");
        browser.see("public.table_04999");
        assertThat(browser.place()).isEqualTo("/migrations/wide/tables?sort=name&down=1");
        assertThat(browser.text()).doesNotContain("table_00001");
    }
}
