package dev.dunlin.coordinator.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GuardTest {

    /** Of the token "look". */
    private static final String LOOK =
            "3c01eba119e00d79c82b6f65d70bc5f1044d568618bf41377e6d1432023fc2b8";

    @TempDir private Path directory = Path.of("");

    @Test
    void callers_of_a_file_have_their_own_access() throws IOException {
        Path file = directory.resolve("callers.json");
        Files.writeString(
                file,
                """
                [{"name": "grafana", "access": "viewer", "tokenSha256": "%s"}]
                """
                        .formatted(LOOK));
        Guard guard = Guard.in(file);

        assertThat(guard.caller(Optional.of("look")))
                .contains(new Guard.Caller("grafana", Access.VIEWER));
        assertThat(guard.caller(Optional.of("other"))).isEmpty();
        assertThat(guard.caller(Optional.empty())).isEmpty();
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
        Path file = Files.writeString(directory.resolve("callers.json"), "{}");
        assertThatThrownBy(() -> Guard.in(file)).hasMessageContaining("list of callers");
        Files.writeString(file, "[{\"name\":\"a\",\"access\":\"viewer\",\"tokenSha256\":\"12\"}]");
        assertThatThrownBy(() -> Guard.in(file)).hasMessageContaining("64 hexadecimal digits");
    }
}
