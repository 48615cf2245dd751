package dev.dunlin.coordinator.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GuardTest {

    /** Of the token "look". */
    private static final String LOOK =
            "3c01eba119e00d79c82b6f65d70bc5f1044d568618bf41377e6d1432023fc2b8";

    @TempDir private Path directory = Path.of("");

    private Path file(String text) throws IOException {
        Path file = directory.resolve("callers.json");
        Files.deleteIfExists(file);
        Files.createFile(file, owner("rw-------"));
        return Files.writeString(file, text);
    }

    private static FileAttribute<Set<PosixFilePermission>> owner(String permissions) {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions));
    }

    private static String line(String name, String access, String hash) {
        return "{\"name\":\""
                + name
                + "\",\"access\":\""
                + access
                + "\",\"tokenSha256\":\""
                + hash
                + "\"}";
    }

    @Test
    void callers_of_a_file_have_their_own_access() throws IOException {
        Path file = file("[" + line("grafana", "viewer", LOOK) + "]");
        Guard guard = Guard.of("own", new CallersFile(file));

        assertThat(guard.caller(Optional.of("look")))
                .contains(new Guard.Caller("grafana", Access.VIEWER));
        assertThat(guard.caller(Optional.of("own")))
                .contains(new Guard.Caller("owner", Access.ADMIN));
        assertThat(guard.caller(Optional.of("other"))).isEmpty();
        assertThat(guard.caller(Optional.empty())).isEmpty();
    }

    @Test
    void a_file_that_changes_is_read_again_and_a_bad_one_lets_nobody_in() throws IOException {
        Path file = directory.resolve("callers.json");
        CallersFile callers = new CallersFile(file);
        Guard guard = Guard.of("own", callers);
        assertThat(guard.caller(Optional.of("look"))).isEmpty();

        callers.write(List.of(new KnownCaller("ann", Access.OPERATOR, LOOK)));
        assertThat(guard.caller(Optional.of("look")))
                .contains(new Guard.Caller("ann", Access.OPERATOR));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");

        Files.writeString(file, "broken");
        assertThat(guard.caller(Optional.of("look"))).isEmpty();
        assertThat(guard.caller(Optional.of("own"))).isPresent();

        callers.write(List.of(new KnownCaller("ann", Access.VIEWER, LOOK)));
        assertThat(guard.caller(Optional.of("look"))).isPresent();
        callers.write(List.of());
        assertThat(guard.caller(Optional.of("look"))).isEmpty();
    }

    @Test
    void a_file_that_others_may_read_is_refused() throws IOException {
        Path file = file("[" + line("grafana", "viewer", LOOK) + "]");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

        assertThatThrownBy(() -> new CallersFile(file).read()).hasMessageContaining("0600");
        Guard guard = Guard.of("own", new CallersFile(file));
        assertThat(guard.caller(Optional.of("look"))).isEmpty();
    }

    @Test
    void more_access_includes_less() {
        assertThat(Access.ADMIN.covers(Access.VIEWER)).isTrue();
        assertThat(Access.OPERATOR.covers(Access.OPERATOR)).isTrue();
        assertThat(Access.VIEWER.covers(Access.OPERATOR)).isFalse();
    }

    @Test
    void an_open_guard_lets_everybody_in() {
        assertThat(Guard.open().caller(Optional.empty())).isPresent();
        assertThat(Guard.open().caller(Optional.of("whatever"))).isPresent();
    }

    @Test
    void a_file_that_is_no_list_is_refused() throws IOException {
        CallersFile none = new CallersFile(file("{}"));
        assertThatThrownBy(none::read).hasMessageContaining("list of callers");
        CallersFile wrong = new CallersFile(file("[" + line("a", "viewer", "12") + "]"));
        assertThatThrownBy(wrong::read).hasMessageContaining("64 hexadecimal digits");
    }
}
