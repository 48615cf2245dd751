package dev.dunlin.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What the pages say of codes and variables is what the code has, and their links lead somewhere.
 */
class DocumentationTest {

    private static final Path ROOT = Path.of("..");
    private static final Pattern CODE = Pattern.compile("DUN-[A-Z0-9]+(?:-[A-Z0-9]+)+");
    private static final Pattern CODE_IN_SOURCE = Pattern.compile("\"(" + CODE + ")\"");

    /** Codes whose end depends on what is the matter. */
    private static final Pattern CODE_BEGUN = Pattern.compile("\"(DUN-[A-Z]+-)\"");

    private static final Pattern VARIABLE = Pattern.compile("\"(DUNLIN_[A-Z_]+)\"");
    private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");
    private static final Pattern FENCED = Pattern.compile("(?ms)^```.*?^```");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.*)$");

    @Test
    void everyCodeIsExplained() throws IOException {
        String explained =
                Files.readString(ROOT.resolve("docs/errors.md"))
                        + Files.readString(ROOT.resolve("docs/validation.md"));

        assertThat(codesOf(explained)).containsAll(inSources(CODE_IN_SOURCE));
    }

    @Test
    void everyCodeInThePagesIsOneOfTheCode() throws IOException {
        Set<String> known = inSources(CODE_IN_SOURCE);
        Set<String> begun = inSources(CODE_BEGUN);
        for (Path page : pages()) {
            assertThat(codesOf(Files.readString(page)))
                    .as("codes in %s", page)
                    .allMatch(
                            code ->
                                    known.contains(code)
                                            || begun.stream().anyMatch(code::startsWith));
        }
    }

    @Test
    void everyVariableIsInThePages() throws IOException {
        StringBuilder all = new StringBuilder();
        for (Path page : pages()) {
            all.append(Files.readString(page));
        }

        assertThat(inSources(VARIABLE)).allSatisfy(name -> assertThat(all).contains(name));
    }

    @Test
    void everyLinkLeadsSomewhere() throws IOException {
        Set<String> broken = new TreeSet<>();
        for (Path page : pages()) {
            String text = FENCED.matcher(Files.readString(page)).replaceAll("");
            for (MatchResult link : LINK.matcher(text).results().toList()) {
                if (!leadsSomewhere(page, link.group(1))) {
                    broken.add(page + ": " + link.group(1));
                }
            }
        }

        assertThat(broken).isEmpty();
    }

    private static boolean leadsSomewhere(Path page, String link) throws IOException {
        if (link.matches("[a-z]+:.*")) {
            return true;
        }
        int mark = link.indexOf('#');
        String file = mark < 0 ? link : link.substring(0, mark);
        Path to = file.isEmpty() ? page : page.resolveSibling(file);
        boolean anchored = mark >= 0 && to.toString().endsWith(".md");
        return Files.exists(to)
                && (!anchored || anchors(Files.readString(to)).contains(link.substring(mark + 1)));
    }

    /** As code hosts make them of headings; of two that are the same the second ends with "-1". */
    private static Set<String> anchors(String page) {
        Set<String> anchors = new HashSet<>();
        for (MatchResult heading :
                HEADING.matcher(FENCED.matcher(page).replaceAll("")).results().toList()) {
            String anchor =
                    heading.group(1)
                            .strip()
                            .toLowerCase(Locale.ROOT)
                            .replaceAll("\\[([^]]*)]\\([^)]*\\)", "$1")
                            .replaceAll("[^\\w\\- ]", "")
                            .replace(' ', '-');
            for (int n = 1; !anchors.add(anchor); n++) {
                anchor = anchor.replaceAll("-\\d+$", "") + "-" + n;
            }
        }
        return anchors;
    }

    private static Set<String> codesOf(String text) {
        return CODE.matcher(text)
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> inSources(Pattern pattern) throws IOException {
        Set<String> found = new TreeSet<>();
        for (Path file : files(path -> path.toString().endsWith(".java") && inMain(path))) {
            pattern.matcher(Files.readString(file))
                    .results()
                    .forEach(hit -> found.add(hit.group(1)));
        }
        assertThat(found).isNotEmpty();
        return found;
    }

    private static boolean inMain(Path path) {
        return path.toString().replace('\\', '/').contains("/src/main/");
    }

    private static List<Path> pages() throws IOException {
        return files(path -> path.toString().endsWith(".md"));
    }

    private static List<Path> files(Predicate<Path> wanted) throws IOException {
        try (Stream<Path> all = Files.walk(ROOT)) {
            return all.filter(path -> !path.toString().contains("/target/"))
                    .filter(path -> !path.toString().contains("/.git/"))
                    .filter(Files::isRegularFile)
                    .filter(wanted)
                    .sorted()
                    .toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
