package dev.dunlin.scenarios.console;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Checks of roles, labels, contrast and keyboard: WCAG 2.2 at level AA, as far as machines can. */
final class Axe {

    private static final String SCRIPT = read();

    private static final String RUN =
            """
            const done = arguments[arguments.length - 1];
            axe.run(document, {resultTypes: ['violations'], runOnly: ['wcag2a', 'wcag2aa',
                'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']})
              .then(result => done(result.violations.flatMap(rule => rule.nodes.map(node =>
                  rule.id + ' at ' + node.target.join(' ') + ': ' + node.failureSummary))),
                error => done(['axe: ' + error]));
            """;

    private Axe() {}

    /** What is wrong with the page as it is now; empty when nothing is. */
    static List<String> complaints(Browser browser) {
        browser.script(SCRIPT);
        return browser.waitingScript(RUN) instanceof List<?> found
                ? found.stream().map(String::valueOf).toList()
                : List.of("axe gave nothing");
    }

    private static String read() {
        try (InputStream in = Axe.class.getResourceAsStream("/axe.min.js")) {
            if (in == null) {
                throw new IllegalStateException("axe.min.js is not on the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
