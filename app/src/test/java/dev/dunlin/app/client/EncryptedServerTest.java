package dev.dunlin.app.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dunlin.app.client.ServedFleet.Ended;
import dev.dunlin.coordinator.rest.TlsFiles;
import dev.dunlin.testkit.Await;
import dev.dunlin.testkit.TestAuthority;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands and a server with a certificate: who is believed, and what is said when nobody is. */
class EncryptedServerTest {

    private static final Map<String, String> TOKEN = Map.of("DUNLIN_TOKEN", "token-1");

    @TempDir private static Path home;

    private static TestAuthority signer;
    private static Path authority;
    private static Path other;
    private static TestAuthority.Identity identity;
    private static TlsFiles files;
    private static ServedFleet fleet;

    @BeforeAll
    static void serve() {
        signer = TestAuthority.in(home);
        authority = signer.certificate();
        other = TestAuthority.in(home).certificate();
        identity = signer.sign("server", "dns:localhost");
        files = new TlsFiles(identity.certificate().toString(), identity.key().toString(), "", "");
        fleet = new ServedFleet(home, Optional.of(files));
    }

    @AfterAll
    static void close() {
        fleet.close();
    }

    @Test
    void the_right_authority_and_the_right_name_are_believed() {
        Ended ended =
                fleet.run(TOKEN, "list -q --server https://localhost:PORT --ca-file " + authority);

        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(ended.out()).contains("sales");
        Map<String, String> world =
                Map.of("DUNLIN_TOKEN", "token-1", "DUNLIN_CA_FILE", authority.toString());
        assertThat(fleet.run(world, "list -q --server https://localhost:PORT").code()).isZero();
    }

    @Test
    void another_authority_is_refused_in_plain_words() {
        String server = "list --server https://localhost:PORT";
        for (String line : new String[] {server, server + " --ca-file " + other}) {
            Ended ended = fleet.run(TOKEN, line);

            assertThat(ended.code()).isEqualTo(9);
            assertThat(ended.err())
                    .contains("https://localhost:PORT: its certificate is signed by nobody who is")
                    .contains("--ca-file FILE")
                    .doesNotContain("Exception");
        }
    }

    @Test
    void another_name_is_refused_in_plain_words() {
        Ended ended =
                fleet.run(TOKEN, "list --server https://127.0.0.1:PORT --ca-file " + authority);

        assertThat(ended.code()).isEqualTo(9);
        assertThat(ended.err()).contains("certificate is for another name than 127.0.0.1");
    }

    @Test
    void a_file_without_certificates_is_a_mistake_of_the_command() throws Exception {
        Path empty = Files.createTempFile(home, "empty", ".pem");
        Ended ended = fleet.run(TOKEN, "list --server https://localhost:PORT --ca-file " + empty);

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err()).contains("holds no certificate");
    }

    @Test
    void one_who_asks_without_tls_gets_no_answer() {
        assertThat(fleet.run(TOKEN, "list --server http://localhost:PORT").code()).isEqualTo(9);
    }

    @Test
    void a_store_is_as_good_as_two_files_and_its_server_is_found_on_this_machine()
            throws Exception {
        Path password = Files.writeString(home.resolve("pw"), TestAuthority.PASSWORD + "\n");
        TlsFiles store = new TlsFiles("", "", identity.store().toString(), password.toString());
        try (ServedFleet stored = new ServedFleet(home, Optional.of(store))) {
            stored.announce(home.resolve("work"), store);

            Ended ended = stored.run(Map.of(), "list -q --work-dir " + home.resolve("work"));

            assertThat(ended.code()).as(ended.err()).isZero();
            assertThat(ended.out()).contains("sales");
        }
        try (ServedFleet elsewhere = new ServedFleet(home, Optional.of(files))) {
            Path work = home.resolve("other");
            TestAuthority.Identity stranger = signer.sign("stranger", "dns:localhost");
            elsewhere.announce(
                    work,
                    new TlsFiles(
                            stranger.certificate().toString(), identity.key().toString(), "", ""));

            assertThat(elsewhere.run(Map.of(), "list --work-dir " + work).code()).isEqualTo(9);
        }
    }

    @Test
    void a_renewed_certificate_is_shown_without_a_restart() throws Exception {
        Path certificate = Files.copy(identity.certificate(), home.resolve("r.crt"));
        Path key = Files.copy(identity.key(), home.resolve("r.key"));
        TlsFiles renewed = new TlsFiles(certificate.toString(), key.toString(), "", "");
        try (ServedFleet long_lived = new ServedFleet(home, Optional.of(renewed))) {
            String line = "list -q --server https://127.0.0.1:PORT --ca-file " + authority;
            assertThat(long_lived.run(TOKEN, line).code()).isEqualTo(9);

            TestAuthority.Identity wider = signer.sign("wider", "dns:localhost,ip:127.0.0.1");
            Files.copy(wider.key(), key, StandardCopyOption.REPLACE_EXISTING);
            Files.copy(wider.certificate(), certificate, StandardCopyOption.REPLACE_EXISTING);

            Await.until(
                    "the new certificate is shown",
                    Duration.ofSeconds(20),
                    () -> long_lived.run(TOKEN, line).code() == 0);
        }
    }
}
