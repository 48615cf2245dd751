package dev.dunlin.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
final class PostgresServerIT {
    @TempDir Path directory;

    @ParameterizedTest
    @ValueSource(ints = {PostgresBinaries.OLD, PostgresBinaries.NEW})
    void runsStopsAndLeavesNothing(int major) throws Exception {
        var options = PostgresOptions.of(PostgresBinaries.bundled(major));
        var server = PostgresServer.start(options.with("work_mem", "7MB"));
        try (server) {
            assertThat(value(server, "SHOW server_version")).startsWith(major + ".");
            assertThat(value(server, "SHOW work_mem")).isEqualTo("7MB");
            assertThat(value(server, "SHOW wal_level")).isEqualTo("logical");
            var port = server.port();
            server.stop();
            assertThat(server.isRunning()).isFalse();
            server.restart();
            assertThat(server.port()).isEqualTo(port);
            assertThat(value(server, "SELECT 1")).isEqualTo("1");
        }
        assertThat(server.directory()).doesNotExist();
    }

    @Test
    void aPasswordIsAskedFor() throws Exception {
        var options = PostgresOptions.of(PostgresBinaries.bundled(PostgresBinaries.NEW));
        try (var server = PostgresServer.start(options.withPassword("p w/ü?&@"))) {
            assertThat(value(server, "SELECT current_user")).isEqualTo("postgres");
            assertThat(server.uri("a b")).contains("postgres:p%20w%2F%C3%BC%3F%26%40@127.0.0.1:");
            var withoutPassword = server.jdbcUrl("postgres").replaceAll("&password=.*", "");
            assertThatThrownBy(() -> DriverManager.getConnection(withoutPassword).close())
                    .isInstanceOf(SQLException.class);
        }
    }

    @Test
    void aGivenDirectoryIsKeptAndUsedAgain() throws Exception {
        var data = directory.resolve("data");
        var options = PostgresOptions.of(PostgresBinaries.bundled(PostgresBinaries.NEW)).in(data);
        try (var server = PostgresServer.start(options)) {
            assertThat(value(server, "SELECT lo_from_bytea(42, 'kept')")).isEqualTo("42");
        }
        assertThat(data.resolve("PG_VERSION")).hasContent("18\n");
        try (var server = PostgresServer.start(options)) {
            assertThat(value(server, "SELECT encode(lo_get(42), 'escape')")).isEqualTo("kept");
        }
    }

    @Test
    void aServerThatCannotStartSaysWhy() {
        var options =
                PostgresOptions.of(PostgresBinaries.bundled(PostgresBinaries.NEW))
                        .with("wal_level", "nonsense");
        assertThatThrownBy(() -> PostgresServer.start(options))
                .isInstanceOf(EmbeddedServerException.class)
                .hasMessageContaining("invalid value for parameter \"wal_level\"");
    }

    @Test
    void aMajorThatIsNotBundledIsRefused() {
        assertThatThrownBy(() -> PostgresBinaries.bundled(9))
                .hasMessageContaining("no PostgreSQL 9 is bundled");
    }

    @Test
    void theServerEndsWithItsOwner() throws Exception {
        var owner =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                PostgresChild.class.getName(),
                                directory.resolve("data").toString())
                        .redirectErrorStream(true)
                        .start();
        var output =
                new BufferedReader(
                        new InputStreamReader(owner.getInputStream(), StandardCharsets.UTF_8));
        var server = ProcessHandle.of(Long.parseLong(output.readLine())).orElseThrow();

        owner.destroyForcibly();

        server.onExit().get(20, TimeUnit.SECONDS);
        assertThat(server.isAlive()).isFalse();
    }

    private static String value(PostgresServer server, String query) throws SQLException {
        try (var connection = DriverManager.getConnection(server.jdbcUrl("postgres"));
                var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }
}
