package dev.dunlin.postgres.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dunlin.protocol.FailureException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PgToolsTest {

    @TempDir private Path directory;

    private Path program(String name, String version) throws IOException {
        Path calls = directory.resolve("calls");
        Path program = directory.resolve(name);
        Files.writeString(
                program, "#!/bin/sh\necho x >> %s\necho '%s'\n".formatted(calls, version));
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        return program;
    }

    private PgTools find() {
        return PgTools.find(Map.of("DUNLIN_PG_BIN", directory.toString()));
    }

    private List<String> calls() throws IOException {
        return Files.readAllLines(directory.resolve("calls"));
    }

    @Test
    void aProgramIsAskedOnceUntilAnotherTakesItsPlace() throws IOException {
        Path dump = program("pg_dump", "pg_dump (PostgreSQL) 16.3 (Debian 16.3-1)");
        program("pg_restore", "");

        assertThat(find().version()).isEqualTo(new PgTools.Version(16, 3));
        assertThat(find().version()).isEqualTo(new PgTools.Version(16, 3));
        assertThat(calls()).hasSize(1);

        program("pg_dump", "pg_dump (PostgreSQL) 18.1");
        Files.setLastModifiedTime(dump, FileTime.from(Instant.now().plusSeconds(1)));
        assertThat(find().version()).isEqualTo(new PgTools.Version(18, 1));
    }

    @Test
    void aProgramWithoutItsOtherHalfOrVersionIsNone() throws IOException {
        program("pg_dump", "pg_dump (PostgreSQL) 16.3");
        assertThatThrownBy(this::find)
                .isInstanceOf(FailureException.class)
                .hasMessageContaining("were not found");

        program("pg_restore", "");
        program("pg_dump", "what?");
        assertThatThrownBy(this::find).isInstanceOf(FailureException.class);
    }

    @Test
    void debiansScriptIsPassedOverForWhatItWouldStart() {
        PgTools found = PgTools.find(Map.of("PATH", "/usr/bin:/bin"));

        assertThat(Path.of(found.program("pg_dump"))).isExecutable();
        if (Files.isDirectory(Path.of("/usr/lib/postgresql"))) {
            assertThat(found.program("pg_dump")).startsWith("/usr/lib/postgresql/");
            assertThat(PgTools.find(Map.of("DUNLIN_PG_BIN", "/usr/bin")).program("pg_dump"))
                    .as("who says which gets it")
                    .isEqualTo("/usr/bin/pg_dump");
        }
    }
}
