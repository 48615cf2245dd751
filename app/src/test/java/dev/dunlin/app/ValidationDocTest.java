package dev.dunlin.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dunlin.messaging.KafkaCheck;
import dev.dunlin.protocol.Severity;
import dev.dunlin.protocol.check.Check;
import dev.dunlin.sink.TargetCheck;
import dev.dunlin.snapshot.CatalogCheck;
import dev.dunlin.snapshot.OnlineCheck;
import dev.dunlin.snapshot.SourceCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The documentation lists the checks that the code has. To write it anew: {@code
 * -Ddunlin.write=true}.
 */
class ValidationDocTest {

    private static final Path PAGE = Path.of("../docs/validation.md");
    private static final String BEGIN =
            "<!-- checks: written by ValidationDocTest with -Ddunlin.write=true -->\n";
    private static final String END = "<!-- end of checks -->\n";

    @Test
    void everyCheckIsInTheDocumentation() throws IOException {
        String page = Files.readString(PAGE);
        String before = page.substring(0, page.indexOf(BEGIN) + BEGIN.length());
        String after = page.substring(page.indexOf(END));
        String right = before + tables() + after;
        if (Boolean.getBoolean("dunlin.write")) {
            Files.writeString(PAGE, right);
        }
        assertThat(Files.readString(PAGE)).isEqualTo(right);
    }

    @Test
    void codesTellChecksApart() {
        List<String> codes =
                Stream.of(
                                SourceCheck.values(),
                                OnlineCheck.values(),
                                CatalogCheck.values(),
                                TargetCheck.values(),
                                KafkaCheck.values())
                        .flatMap(Stream::of)
                        .map(check -> ((Check) check).code())
                        .toList();
        assertThat(codes)
                .doesNotHaveDuplicates()
                .allMatch(code -> code.matches("DUN-(SRC|TGT|TOOL|KAFKA)-[A-Z-]+"));
    }

    private static String tables() {
        return table("Source", Stream.of(SourceCheck.values()))
                + table("Source, its catalog", Stream.of(CatalogCheck.values()))
                + table("Source, online only", Stream.of(OnlineCheck.values()))
                + table("Target", Stream.of(TargetCheck.values()))
                + table("Kafka, from the workers of each side", Stream.of(KafkaCheck.values()));
    }

    private static String table(String title, Stream<? extends Check> checks) {
        StringBuilder table = new StringBuilder("\n### " + title + "\n\n");
        table.append("| code | level | at worst | what is looked at | what helps |\n");
        table.append("|---|---|---|---|---|\n");
        checks.map(Check::description)
                .forEach(
                        check ->
                                table.append("| `")
                                        .append(check.code())
                                        .append("` | ")
                                        .append(level(check.level()))
                                        .append(" | ")
                                        .append(worst(check.worst()))
                                        .append(" | ")
                                        .append(check.looksAt())
                                        .append(" | ")
                                        .append(check.remedy())
                                        .append(" |\n"));
        return table.append('\n').toString();
    }

    private static String level(Check.Level level) {
        return level == Check.Level.SERVER ? "server" : "database";
    }

    private static String worst(Severity severity) {
        return switch (severity) {
            case SUCCEEDED -> "tells";
            case WARNING -> "Warning";
            case FAILED -> "Failed";
        };
    }
}
