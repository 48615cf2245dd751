package dev.dunlin.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dunlin.protocol.DatabaseAddress;
import dev.dunlin.protocol.Endpoint;
import dev.dunlin.protocol.FailureException;
import dev.dunlin.protocol.SecretRef;
import dev.dunlin.testkit.Await;
import dev.dunlin.testkit.TestDatabase;
import dev.dunlin.testkit.TestServer;
import dev.dunlin.testkit.TestServers;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PostgresConnectorIT {

    private static final String PASSWORD = "c4n@ry:\\'\" p&ss%20word";

    private static Connection open(
            int port, String database, SortedMap<String, String> parameters, String password) {
        Secrets secrets = new Secrets(Map.of("SECRET", password));
        var endpoint =
                new Endpoint(
                        "127.0.0.1",
                        port,
                        "postgres",
                        parameters,
                        new SecretRef(SecretRef.Kind.ENV, "SECRET"));
        return new PostgresConnector(secrets)
                .open(new DatabaseAddress(endpoint, database), SessionSettings.source("test"));
    }

    @Test
    void aReplicationConnectionTakesCommandsAndPinnedSql() throws SQLException {
        for (int major : TestServers.majors()) {
            var server = TestServers.shared(major).administration();
            var endpoint =
                    new Endpoint("127.0.0.1", server.port(), "postgres", with(), SecretRef.NONE);
            try (Connection connection =
                            new PostgresConnector(new Secrets(Map.of()))
                                    .openReplication(
                                            new DatabaseAddress(endpoint, "postgres"),
                                            SessionSettings.source("test"));
                    var statement = connection.createStatement()) {
                try (var row = statement.executeQuery("IDENTIFY_SYSTEM")) {
                    assertThat(row.next()).isTrue();
                    assertThat(row.getString("dbname")).isEqualTo("postgres");
                }
                try (var row = statement.executeQuery("SHOW IntervalStyle")) {
                    assertThat(row.next()).isTrue();
                    assertThat(row.getString(1)).isEqualTo("postgres");
                }
            }
        }
    }

    /** Who stops a worker must not wait for the hours a statement may take. */
    @Test
    void anInterruptEndsAStatementThatIsWaitedFor() throws Exception {
        TestDatabase server = TestServers.source().administration();
        try (Connection connection = open(server.port(), "postgres", with(), PASSWORD)) {
            FutureTask<String> waiting =
                    new FutureTask<>(
                            () -> {
                                try (var statement = connection.createStatement()) {
                                    statement.execute("SELECT pg_sleep(600)");
                                    return "ended by itself";
                                } catch (SQLException e) {
                                    return e.getSQLState();
                                }
                            });
            Thread thread = Thread.ofPlatform().daemon().start(waiting);
            String asleep = "SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'PgSleep'";
            Await.until("it sleeps", () -> server.value(asleep).equals("1"));
            thread.interrupt();
            assertThat(waiting.get(10, TimeUnit.SECONDS)).isEqualTo("08006");
            assertThat(connection.isClosed()).isTrue();
        }
    }

    private static SortedMap<String, String> with(String... parameter) {
        SortedMap<String, String> parameters = new TreeMap<>();
        if (parameter.length == 2) {
            parameters.put(parameter[0], parameter[1]);
        }
        return parameters;
    }

    private static FailureException failure(Supplier<Connection> attempt) {
        Instant begun = Instant.now();
        FailureException failure =
                org.assertj.core.api.Assertions.catchThrowableOfType(
                        FailureException.class, attempt::get);
        assertThat(Duration.between(begun, Instant.now())).isLessThan(Duration.ofSeconds(15));
        assertThat(failure.toString()).doesNotContain(PASSWORD).doesNotContain("c4n@ry");
        return failure;
    }

    @Test
    void namesWhatIsWrongWithALogin() {
        try (TestServer server =
                TestServers.own(
                        TestServers.options(TestServers.majors().getLast())
                                .withPassword(PASSWORD))) {
            int port = server.server().port();

            assertThat(failure(() -> open(port, "postgres", with(), "wrong")).failure())
                    .satisfies(
                            failure -> {
                                assertThat(failure.code()).isEqualTo("DUN-SRC-AUTH");
                                assertThat(failure.message())
                                        .contains("127.0.0.1", "" + port, "postgres", "28P01");
                            });
            assertThat(failure(() -> open(port, "missing", with(), PASSWORD)).failure().code())
                    .isEqualTo("DUN-SRC-DATABASE");
            assertThat(
                            failure(
                                            () ->
                                                    open(
                                                            port,
                                                            "postgres",
                                                            with("sslmode", "require"),
                                                            PASSWORD))
                                    .failure()
                                    .code())
                    .isEqualTo("DUN-SRC-TLS");
            try (Connection connection = open(port, "postgres", with(), PASSWORD)) {
                assertThat(connection.isValid(5)).isTrue();
            } catch (SQLException e) {
                throw new AssertionError(e);
            }
        }
    }

    @Test
    void unreachableAndSilentServersEndInTime() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = silent.getLocalPort();
            var parameters = with("connect_timeout", "2");
            assertThat(failure(() -> open(port, "x", parameters, "x")).failure().code())
                    .isEqualTo("DUN-SRC-CONNECT");
        }
        assertThat(failure(() -> open(1, "x", with(), "x")).failure())
                .satisfies(
                        failure -> {
                            assertThat(failure.code()).isEqualTo("DUN-SRC-CONNECT");
                            assertThat(failure.action()).contains("firewall");
                        });
    }

    @ParameterizedTest
    @CsvSource({
        "socketFactory,java.lang.Runtime",
        "loggerFile,/tmp/x",
        "options,-c x=y",
        "sslpasswordcallback,X",
        "preferQueryMode,simple"
    })
    void refusesParametersThatAreNotAllowed(String name, String value) {
        assertThatThrownBy(() -> open(1, "x", with(name, value), "x"))
                .isInstanceOfSatisfying(
                        FailureException.class,
                        e -> {
                            assertThat(e.failure().code()).isEqualTo("DUN-CFG-PARAMETER");
                            assertThat(e.failure().message()).contains(name);
                        });
    }

    @Test
    void sessionsArePinnedWhateverTheDatabaseSays() throws Exception {
        for (int major : TestServers.majors()) {
            try (var database = TestServers.shared(major).createDatabase("pin \"odd\" %41 ü")) {
                String name = "\"" + database.name().replace("\"", "\"\"") + "\"";
                database.execute(
                        "ALTER DATABASE " + name + " SET DateStyle = 'German'",
                        "ALTER DATABASE " + name + " SET TimeZone = 'Asia/Kolkata'",
                        "ALTER DATABASE " + name + " SET extra_float_digits = -5",
                        "ALTER DATABASE " + name + " SET statement_timeout = '1ms'",
                        "ALTER DATABASE " + name + " SET search_path = 'public'");
                try (var connection = Databases.open(database);
                        var statement = connection.createStatement();
                        var row =
                                statement.executeQuery(
                                        "SELECT current_setting('DateStyle'),"
                                                + " current_setting('TimeZone'),"
                                                + " current_setting('extra_float_digits'),"
                                                + " current_setting('search_path'),"
                                                + " current_setting('transaction_read_only'),"
                                                + " current_setting('row_security'),"
                                                + " current_setting('application_name')")) {
                    row.next();
                    assertThat(row.getString(1)).isEqualTo("ISO, MDY");
                    assertThat(row.getString(2)).isEqualTo("UTC");
                    assertThat(row.getString(3)).isEqualTo("3");
                    assertThat(row.getString(4)).isIn("", "\"\"");
                    assertThat(row.getString(5)).isEqualTo("on");
                    assertThat(row.getString(6)).isEqualTo("off");
                    assertThat(row.getString(7)).isEqualTo("test");
                }
            }
        }
    }
}
