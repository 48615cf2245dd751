package dev.dunlin.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.dunlin.protocol.DatabaseAddress;
import dev.dunlin.protocol.Endpoint;
import dev.dunlin.protocol.FailureException;
import dev.dunlin.protocol.SecretRef;
import dev.dunlin.protocol.Severity;
import dev.dunlin.testkit.TestAuthority;
import dev.dunlin.testkit.TestServer;
import dev.dunlin.testkit.TestServers;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who is believed to be the server: against one that shows a certificate for localhost. */
class EncryptedConnectionIT {

    @TempDir private static Path directory;

    private static TestServer server;
    private static Path authority;
    private static Path other;

    @BeforeAll
    static void start() {
        TestAuthority signer = TestAuthority.in(directory);
        TestAuthority.Identity identity = signer.sign("server", "dns:localhost");
        authority = signer.certificate();
        other = TestAuthority.in(directory).certificate();
        server =
                TestServers.own(
                        TestServers.options(TestServers.majors().getLast())
                                .withTls(identity.certificate(), identity.key()));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static DatabaseAddress address(String host, Map<String, String> parameters) {
        return new DatabaseAddress(
                new Endpoint(
                        host,
                        server.server().port(),
                        "postgres",
                        new TreeMap<>(parameters),
                        SecretRef.NONE),
                "postgres");
    }

    private static Connection open(String host, Map<String, String> parameters) {
        return new PostgresConnector(new Secrets(Map.of()))
                .open(address(host, parameters), SessionSettings.source("test"));
    }

    private static Map<String, String> full(Path root) {
        return Map.of("sslmode", "verify-full", "sslrootcert", root.toString());
    }

    private static String refused(String host, Map<String, String> parameters) {
        FailureException failure =
                catchThrowableOfType(FailureException.class, () -> open(host, parameters));
        assertThat(failure.failure().code()).isEqualTo("DUN-SRC-TLS");
        return failure.failure().message();
    }

    private static boolean encrypted(Connection connection) throws SQLException {
        try (connection;
                var statement = connection.createStatement();
                var row =
                        statement.executeQuery(
                                "SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()")) {
            return row.next() && row.getBoolean(1);
        }
    }

    @Test
    void the_right_name_signed_by_the_right_authority_is_taken() throws SQLException {
        assertThat(encrypted(open("localhost", full(authority)))).isTrue();
    }

    @Test
    void another_name_or_another_authority_is_refused() {
        assertThat(refused("127.0.0.1", full(authority))).contains("127.0.0.1");
        assertThat(refused("localhost", full(other))).isNotEmpty();
        // Nobody said which authority: those of the machine do not know this one.
        assertThat(refused("localhost", Map.of("sslmode", "verify-full"))).isNotEmpty();
    }

    @Test
    void a_server_elsewhere_has_to_prove_who_it_is_when_nothing_is_said() throws SQLException {
        assertThat(ConnectionParameters.driverProperties(elsewhere(Map.of()), "x"))
                .containsEntry("sslmode", "verify-full");
        assertThat(ConnectionParameters.driverProperties(address("127.0.0.1", Map.of()), "x"))
                .containsEntry("sslmode", "prefer");
        assertThat(encrypted(open("127.0.0.1", Map.of()))).isTrue();
    }

    private static DatabaseAddress elsewhere(Map<String, String> parameters) {
        return address("db.example.com", parameters);
    }

    @Test
    void less_than_that_is_told() {
        assertThat(told(Map.of(), true)).isEqualTo(Severity.SUCCEEDED);
        assertThat(told(Map.of("sslmode", "require"), true)).isEqualTo(Severity.WARNING);
        assertThat(told(Map.of("sslmode", "prefer"), false)).isEqualTo(Severity.WARNING);
        Endpoint here = address("127.0.0.1", Map.of()).endpoint();
        assertThat(ConnectionSafety.of(here, false).severity()).isEqualTo(Severity.SUCCEEDED);
    }

    private static Severity told(Map<String, String> parameters, boolean encrypted) {
        return ConnectionSafety.of(elsewhere(parameters).endpoint(), encrypted).severity();
    }
}
