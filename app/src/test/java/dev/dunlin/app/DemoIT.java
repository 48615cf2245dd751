package dev.dunlin.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoIT {

    private static final String ESCAPE = "\u001b[";

    @TempDir Path directory;

    private DunlinProcess process() {
        Map<String, String> environment =
                Map.of("TERM", "xterm", "LC_ALL", "C.UTF-8", "JAVA_TOOL_OPTIONS", tempOption());
        return new DunlinProcess(directory, environment);
    }

    private String tempOption() {
        return "-Djava.io.tmpdir=" + directory.resolve("tmp");
    }

    @Test
    void in_a_pipe_it_prints_lines_and_a_report_and_leaves_nothing() throws Exception {
        Files.createDirectories(directory.resolve("tmp"));

        DunlinProcess.Ended ended = process().run(DunlinProcess.command("demo"));

        assertThat(ended.exitCode()).as(ended.err()).isZero();
        assertThat(ended.out())
                .contains("shop.customers")
                .containsPattern("demo: Succeeded, \\d+ tables verified in ");
        assertThat(ended.out())
                .contains("fence read-only")
                .contains("ALTER DATABASE \"shop\" RESET default_transaction_read_only;");
        assertThat(ended.err())
                .containsPattern("demo: the clients made [1-9]\\d* changes")
                .contains("read-only transaction")
                .containsPattern("(?m)^2\\S+Z demo streaming .*lag \\S+")
                .contains("ready: dunlin cutover demo");
        assertThat(ended.out() + ended.err()).doesNotContain(ESCAPE).doesNotContain("ticket");
        assertThat(ended.err()).containsPattern("(?m)^2\\S+Z demo copy ");
        try (var left = Files.list(directory.resolve("tmp"))) {
            assertThat(left.filter(path -> path.getFileName().toString().startsWith("dunlin")))
                    .isEmpty();
        }
    }

    @Test
    void on_a_terminal_it_draws_bars() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/script")), "util-linux has script");
        Files.createDirectories(directory.resolve("tmp"));
        String command =
                DunlinProcess.command("demo").stream()
                        .map(word -> "'" + word + "'")
                        .collect(Collectors.joining(" "));

        DunlinProcess.Ended ended =
                process()
                        .run(
                                List.of(
                                        "/usr/bin/script",
                                        "-qec",
                                        "stty cols 100 rows 30; " + command,
                                        "/dev/null"));

        assertThat(ended.exitCode()).as(ended.out()).isZero();
        assertThat(ended.out()).contains(ESCAPE).contains("█").containsPattern("copy +\\S*.*rows");
        assertThat(ended.out())
                .containsPattern("console: http://127\\.0\\.0\\.1:\\d+/#ticket=[0-9a-f]{36}");
    }
}
