package dev.dunlin.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dunlin.embedded.PostgresBinaries;
import dev.dunlin.embedded.PostgresOptions;
import dev.dunlin.embedded.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunIT {

    private static final String PASSWORD = "s3cret-hunter2";

    private static PostgresServer source;
    private static PostgresServer target;

    @TempDir Path directory;

    @BeforeAll
    static void startServers() {
        source = server(PostgresBinaries.OLD);
        target = server(PostgresBinaries.NEW);
    }

    private static PostgresServer server(int major) {
        return PostgresServer.start(
                PostgresOptions.of(PostgresBinaries.bundled(major)).withPassword(PASSWORD));
    }

    @AfterAll
    static void stopServers() {
        source.close();
        target.close();
    }

    private static void onSource(String database, String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(source.jdbcUrl(database));
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private DunlinProcess process() {
        return new DunlinProcess(directory, Map.of());
    }

    @Test
    void the_report_is_one_json_document_and_no_password_is_printed() throws Exception {
        onSource("postgres", "CREATE DATABASE one");
        onSource("one", "CREATE TABLE t (id int PRIMARY KEY, v text)");
        onSource("one", "INSERT INTO t SELECT n, 'v' || n FROM generate_series(1, 1000) n");

        DunlinProcess.Ended ended =
                process()
                        .run(
                                DunlinProcess.command(
                                        "run",
                                        "--source=" + source.uri("one"),
                                        "--target=" + target.uri("one"),
                                        "--name=one",
                                        "-o",
                                        "json"));

        assertThat(ended.exitCode()).as(ended.err()).isZero();
        JsonNode report = new ObjectMapper().readTree(ended.out());
        assertThat(report.get("result").asText()).isEqualTo("Succeeded");
        assertThat(report.get("tables").get(0).get("rows").asInt()).isEqualTo(1000);
        assertThat(report.get("tables").get(0).get("verified").asText()).isEqualTo("yes");
        assertThat(ended.out() + ended.err() + everythingKept()).doesNotContain(PASSWORD);
        assertThat(directory.resolve("state/dunlin/one/broker")).doesNotExist();
    }

    private String everythingKept() throws IOException {
        StringBuilder text = new StringBuilder();
        try (var files = Files.walk(directory.resolve("state"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                text.append(Files.readString(file));
            }
        }
        return text.toString();
    }

    @Test
    void a_wrong_password_and_an_unreachable_server_have_codes_of_their_own() throws Exception {
        String wrong = source.uri("postgres").replace(PASSWORD, "wrong-one");
        String nowhere = "postgresql://postgres@127.0.0.1:1/postgres";

        DunlinProcess.Ended refused =
                process()
                        .run(
                                DunlinProcess.command(
                                        "run", "--source=" + wrong, "--target=" + target.uri("x")));
        DunlinProcess.Ended unreachable =
                process()
                        .run(
                                DunlinProcess.command(
                                        "run",
                                        "--source=" + nowhere,
                                        "--target=" + target.uri("x")));

        assertThat(refused.exitCode()).as(refused.err()).isEqualTo(5);
        assertThat(refused.out()).contains("DUN-SRC-AUTH").contains("28P01");
        assertThat(refused.out() + refused.err()).doesNotContain("wrong-one");
        assertThat(unreachable.exitCode()).as(unreachable.err()).isEqualTo(9);
        assertThat(unreachable.out()).contains("DUN-SRC-CONNECT").contains("127.0.0.1");
    }
}
