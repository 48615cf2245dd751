package dev.dunlin.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dunlin.protocol.DatabaseAddress;
import dev.dunlin.protocol.Endpoint;
import dev.dunlin.protocol.FailureException;
import dev.dunlin.protocol.SealKey;
import dev.dunlin.protocol.SecretRef;
import dev.dunlin.protocol.SecretRef.Kind;
import dev.dunlin.protocol.SecretSeal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecretsTest {

    @TempDir private Path directory = Path.of("");

    private static DatabaseAddress address(String host, String database, Kind kind, String name) {
        var endpoint = new Endpoint(host, 5432, "me", new TreeMap<>(), new SecretRef(kind, name));
        return new DatabaseAddress(endpoint, database);
    }

    private Path passwordFile(String content, String permissions) throws IOException {
        Path file = Files.writeString(directory.resolve("pass"), content);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }

    @Test
    void eachKindIsFoundWhereItLies() throws IOException {
        Path file = Files.writeString(directory.resolve("secret"), "from file\r\nmore\n");
        Secrets secrets = new Secrets(Map.of("PW", "from env"));
        secrets.hold("mine", "from session");

        assertThat(secrets.password(address("h", "d", Kind.NONE, ""))).isEmpty();
        assertThat(secrets.password(address("h", "d", Kind.ENV, "PW"))).contains("from env");
        assertThat(secrets.password(address("h", "d", Kind.FILE, file.toString())))
                .contains("from file");
        assertThat(secrets.password(address("h", "d", Kind.SESSION, "mine")))
                .contains("from session");
    }

    @Test
    void a_sealed_password_is_opened_with_the_key_of_the_installation() throws IOException {
        String key = SecretSeal.newKey();
        String sealed = SecretSeal.of(key).seal("hunter2");
        Path file = Files.writeString(directory.resolve("key"), key + "\n");
        DatabaseAddress address = address("h", "d", Kind.SEALED, sealed);

        assertThat(sealed)
                .doesNotContain("hunter2")
                .isNotEqualTo(SecretSeal.of(key).seal("hunter2"));
        assertThat(new Secrets(Map.of(SealKey.VARIABLE, key)).password(address))
                .contains("hunter2");
        assertThat(new Secrets(Map.of(SealKey.FILE_VARIABLE, file.toString())).password(address))
                .contains("hunter2");
        assertThatThrownBy(() -> new Secrets(Map.of()).password(address))
                .hasMessageContaining("DUN-CFG-SECRET")
                .hasMessageContaining(SealKey.VARIABLE);
        Secrets others = new Secrets(Map.of(SealKey.VARIABLE, SecretSeal.newKey()));
        assertThatThrownBy(() -> others.password(address)).hasMessageContaining("another key");
        assertThatThrownBy(() -> new Secrets(Map.of(SealKey.VARIABLE, "c2hvcnQ=")))
                .hasMessageContaining("DUN-CFG-SECRET-KEY");
    }

    @ParameterizedTest
    @CsvSource({"ENV,MISSING", "FILE,/does/not/exist", "SESSION,gone"})
    void missingSecretIsNamed(Kind kind, String name) {
        assertThatThrownBy(() -> new Secrets(Map.of()).password(address("h", "d", kind, name)))
                .isInstanceOf(FailureException.class)
                .hasMessageContaining("DUN-CFG-SECRET")
                .hasMessageContaining(name);
    }

    @ParameterizedTest
    @CsvSource({"h,first,one", "h,other,any", "x\\y,first,o:n\\e", "z,first,last:with:colons"})
    void firstMatchingLineOfAPasswordFileCounts(String host, String database, String password)
            throws IOException {
        Path file =
                passwordFile(
                        """
                        # comment
                        h:5432:first:me:one
                        h:5433:*:*:wrong port
                        h:*:*:*:any
                        x\\\\y:5432:first:me:o\\:n\\\\e
                        z:*:*:me:last:with:colons
                        """,
                        "rw-------");
        Secrets secrets = new Secrets(Map.of("PGPASSFILE", file.toString()));

        assertThat(secrets.password(address(host, database, Kind.PASSFILE, ""))).contains(password);
        assertThat(secrets.password(address("nobody", "d", Kind.PASSFILE, file.toString())))
                .isEmpty();
    }

    @Test
    void passwordFileThatOthersMayReadIsIgnored() throws IOException {
        Path file = passwordFile("*:*:*:*:secret\n", "rw-r--r--");

        assertThat(
                        new Secrets(Map.of())
                                .password(address("h", "d", Kind.PASSFILE, file.toString())))
                .isEmpty();
    }
}
