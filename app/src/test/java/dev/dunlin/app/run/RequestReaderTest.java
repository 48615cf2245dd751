package dev.dunlin.app.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dunlin.app.TestSurroundings;
import dev.dunlin.protocol.DatabasePair;
import dev.dunlin.protocol.MigrationOption;
import dev.dunlin.protocol.SecretRef;
import dev.dunlin.protocol.SecretRef.Kind;
import dev.dunlin.protocol.VerifyMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class RequestReaderTest {

    @TempDir Path home;

    private RunRequest read(Map<String, String> environment, String... args) {
        RunOptions options = new RunOptions();
        CommandLine.populateCommand(options, args);
        return new RequestReader(options, new TestSurroundings(environment, home).surroundings())
                .read();
    }

    private RunRequest read(String source, String target) {
        return read(Map.of(), "--source", source, "--target", target);
    }

    @Test
    void what_is_left_out_has_a_default() {
        RunRequest request = read("postgresql://u@h/shop", "postgresql://v@h2");

        assertThat(request.spec().databases()).containsExactly(new DatabasePair("shop", "shop"));
        assertThat(request.spec().option()).isEqualTo(MigrationOption.VALIDATE_AND_MIGRATE);
        assertThat(request.spec().settings().verify()).isEqualTo(VerifyMode.FULL);
        assertThat(request.spec().settings().overwrite()).isFalse();
        assertThat(request.spec().sourcePool()).isEqualTo("run-" + request.spec().name());
        assertThat(request.kafka()).isEmpty();
        assertThat(request.workDirectory())
                .isEqualTo(
                        home.resolve(".local/state/dunlin").resolve(request.spec().name().value()));
    }

    @Test
    void the_target_may_call_the_database_otherwise() {
        assertThat(read("postgresql://u@h/a", "postgresql://u@h/b").spec().databases())
                .containsExactly(new DatabasePair("a", "b"));
    }

    @Test
    void named_databases_replace_the_one_of_the_uri() {
        RunRequest request =
                read(
                        Map.of(),
                        "--source=postgresql://u@h/postgres",
                        "--target=postgresql://u@h2/postgres",
                        "--databases=a,b");

        assertThat(request.spec().databases())
                .containsExactly(new DatabasePair("a", "a"), new DatabasePair("b", "b"));
    }

    @Test
    void the_derived_name_is_legal_and_depends_on_places_only() {
        String first = name("postgresql://u@h/Größe%20\"x", "postgresql://v@h2/d");

        assertThat(first).matches("gr-e-x-[0-9a-f]{8}");
        assertThat(name("postgresql://other:pw@h/Größe%20\"x?sslmode=require", "postgresql://h2/d"))
                .isEqualTo(first);
        assertThat(name("postgresql://u@h:5433/Größe%20\"x", "postgresql://v@h2/d"))
                .isNotEqualTo(first);
        assertThat(name("postgresql://u@h/%E6%95%B0", "postgresql://v@h2/d"))
                .matches("db-[0-9a-f]{8}");
    }

    private String name(String source, String target) {
        return read(source, target).spec().name().value();
    }

    @Test
    void a_password_in_the_uri_is_held_in_memory_with_a_warning() {
        RunRequest request = read("postgresql://u:hunter2@h/d", "postgresql://u@h2/d");

        assertThat(request.spec().source().password())
                .isEqualTo(new SecretRef(Kind.SESSION, "source"));
        assertThat(request.heldPasswords()).containsExactly(Map.entry("source", "hunter2"));
        assertThat(request.warnings())
                .singleElement()
                .asString()
                .contains("DUNLIN_SOURCE_PASSWORD");
        assertThat(request.toString() + request.spec() + request.warnings())
                .doesNotContain("hunter2");
    }

    @Test
    void a_password_in_a_variable_is_no_reason_to_warn() {
        RunRequest request =
                read(
                        Map.of("DUNLIN_SOURCE", "postgresql://u:hunter2@h/d"),
                        "--target",
                        "postgresql://u@h2/d");

        assertThat(request.warnings()).isEmpty();
        assertThat(request.heldPasswords()).containsKey("source");
    }

    @Test
    void passwords_are_looked_for_in_the_documented_order() throws IOException {
        Path file = Files.writeString(home.resolve("pw"), "x");
        Map<String, String> all =
                Map.of("DUNLIN_SOURCE_PASSWORD", "a", "PGPASSWORD", "b", "PGPASSFILE", "/passes");

        assertThat(source(all, "postgresql://u:p@h/d", "--source-password-file=" + file).kind())
                .isEqualTo(Kind.FILE);
        assertThat(source(all, "postgresql://u:p@h/d").kind()).isEqualTo(Kind.SESSION);
        assertThat(source(all, "postgresql://u@h/d"))
                .isEqualTo(new SecretRef(Kind.ENV, "DUNLIN_SOURCE_PASSWORD"));
        assertThat(source(Map.of("PGPASSWORD", "b", "PGPASSFILE", "/p"), "postgresql://u@h/d"))
                .isEqualTo(new SecretRef(Kind.ENV, "PGPASSWORD"));
        assertThat(source(Map.of("PGPASSFILE", "/p"), "postgresql://u@h/d"))
                .isEqualTo(new SecretRef(Kind.PASSFILE, "/p"));
        assertThat(source(Map.of(), "postgresql://u@h/d")).isEqualTo(SecretRef.NONE);
        Files.writeString(home.resolve(".pgpass"), "");
        assertThat(source(Map.of(), "postgresql://u@h/d"))
                .isEqualTo(new SecretRef(Kind.PASSFILE, ""));
    }

    private SecretRef source(Map<String, String> environment, String uri, String... more) {
        String[] args = new String[more.length + 2];
        args[0] = "--source=" + uri;
        args[1] = "--target=postgresql://u@h2/d";
        System.arraycopy(more, 0, args, 2, more.length);
        return read(environment, args).spec().source().password();
    }

    @Test
    void switches_reach_the_settings() {
        RunRequest request =
                read(
                        Map.of("XDG_STATE_HOME", "/state"),
                        "--source=postgresql://u@h/d",
                        "--target=postgresql://u@h2/d",
                        "--overwrite",
                        "--no-owner",
                        "--no-acl",
                        "--verify=none",
                        "--parallel=3",
                        "--include=a,b.*",
                        "--exclude=c",
                        "--name=n",
                        "-o",
                        "json",
                        "--bootstrap-servers=k1:9092,[::1]:9093");

        assertThat(request.spec().settings().overwrite()).isTrue();
        assertThat(request.spec().settings().owners()).isFalse();
        assertThat(request.spec().settings().grants()).isFalse();
        assertThat(request.spec().settings().verify()).isEqualTo(VerifyMode.NONE);
        assertThat(request.spec().settings().parallelism()).isEqualTo(3);
        assertThat(request.spec().patterns().include()).containsExactly("a", "b.*");
        assertThat(request.spec().patterns().exclude()).containsExactly("c");
        assertThat(request.workDirectory()).isEqualTo(Path.of("/state/dunlin/n"));
        assertThat(request.display().json()).isTrue();
        assertThat(request.kafka()).isPresent();
    }
}
