package dev.dunlin.app.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dunlin.app.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkDirectoryTest {

    @TempDir Path root;

    @Test
    void a_second_run_is_refused_with_process_and_directory() {
        Path path = root.resolve("m");
        try (WorkDirectory first = WorkDirectory.take(path)) {
            assertThat(first.path()).isEqualTo(path);
            assertThatThrownBy(() -> WorkDirectory.take(path))
                    .isInstanceOfSatisfying(
                            RunEnded.class,
                            end -> assertThat(end.exitCode()).isEqualTo(ExitCode.REFUSED))
                    .hasMessageContaining("process " + ProcessHandle.current().pid())
                    .hasMessageContaining(path.toString());
        }
        try (WorkDirectory again = WorkDirectory.take(path)) {
            assertThat(again.path()).exists();
        }
    }

    @Test
    void it_is_for_its_owner_only() throws IOException {
        try (WorkDirectory directory = WorkDirectory.take(root.resolve("a").resolve("b"))) {
            assertThat(
                            PosixFilePermissions.toString(
                                    Files.getPosixFilePermissions(directory.path())))
                    .isEqualTo("rwx------");
        }
    }

    @Test
    void a_finished_migration_leaves_log_and_report() throws IOException {
        try (WorkDirectory directory = WorkDirectory.take(root.resolve("m"))) {
            directory.prepare();
            Files.createDirectories(directory.broker().resolve("topic-0"));
            Files.writeString(directory.broker().resolve("topic-0").resolve("x.log"), "rows");
            Files.writeString(directory.request(), "");
            Files.writeString(directory.log(), "");
            Files.writeString(directory.report(), "{}");

            directory.finish();

            try (var left = Files.list(directory.path())) {
                assertThat(left.map(Path::getFileName).map(Path::toString))
                        .containsExactlyInAnyOrder("lock", "dunlin.log", "report.json");
            }
        }
    }

    @Test
    void what_a_killed_process_was_removing_is_removed_by_the_next() throws IOException {
        Path path = root.resolve("m");
        try (WorkDirectory directory = WorkDirectory.take(path)) {
            Files.createDirectories(directory.broker());
            Files.writeString(directory.broker().resolve("x.log"), "rows");
            Files.writeString(path.resolve("over"), "");
        }

        try (WorkDirectory directory = WorkDirectory.take(path)) {
            assertThat(directory.broker()).doesNotExist();
            assertThat(directory.request()).doesNotExist();
            assertThat(path).isDirectoryNotContaining("glob:**/over");
        }
    }

    @Test
    void what_is_unfinished_stays() throws IOException {
        Path path = root.resolve("m");
        try (WorkDirectory directory = WorkDirectory.take(path)) {
            Files.createDirectories(directory.broker());
        }
        try (WorkDirectory directory = WorkDirectory.take(path)) {
            assertThat(directory.broker()).exists();
        }
    }

    @Test
    void a_place_that_cannot_be_written_is_refused() throws IOException {
        Path file = Files.writeString(root.resolve("file"), "");

        assertThatThrownBy(() -> WorkDirectory.take(file.resolve("m")))
                .isInstanceOf(RunEnded.class)
                .hasMessageContaining("--work-dir");
    }
}
