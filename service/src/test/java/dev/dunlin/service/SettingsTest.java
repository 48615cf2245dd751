package dev.dunlin.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {

    @TempDir private Path home;

    @Test
    void what_is_not_said_has_a_default() {
        Settings settings = Settings.read(Map.of());

        assertThat(settings.pool()).isEqualTo("default");
        assertThat(settings.workers()).isBetween(2, 8);
        assertThat(settings.rest().address().getHostString()).isEqualTo("127.0.0.1");
        assertThat(settings.rest().address().getPort()).isEqualTo(7070);
        assertThat(settings.rest().basePath()).isEmpty();
        assertThat(settings.health()).isEmpty();
        assertThat(settings.kafka()).isEmpty();
        assertThat(settings.logFormat()).isEqualTo(LogFormat.LINE);
    }

    @ParameterizedTest
    @CsvSource({"/dunlin, /dunlin", "dunlin/, /dunlin", "/a/b-c/, /a/b-c", "/, ''"})
    void a_base_path_begins_with_a_slash_and_ends_without(String typed, String kept) {
        assertThat(Settings.read(Map.of("base-path", typed)).rest().basePath()).isEqualTo(kept);
    }

    @ParameterizedTest
    @CsvSource({"/a//b", "/..", "/a\"b", "https://host/a", "/a b"})
    void a_base_path_is_only_a_path(String typed) {
        assertThatThrownBy(() -> Settings.read(Map.of("base-path", typed)).check())
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("base-path");
    }

    @Test
    void the_command_line_comes_before_the_file() throws Exception {
        Path kafka = Files.writeString(home.resolve("kafka.properties"), "client.id=me\n");
        Path file =
                Files.writeString(
                        home.resolve("dunlin.properties"),
                        "dunlin.pool=eu\ndunlin.workers=3\ndunlin.bootstrap-servers=k:9092\n"
                                + "dunlin.kafka-config="
                                + kafka
                                + "\n");

        Settings settings =
                Settings.of(new String[] {"--config=" + file, "--workers=5", "--http-port=0"});

        assertThat(settings.pool()).isEqualTo("eu");
        assertThat(settings.workers()).isEqualTo(5);
        assertThat(settings.cluster().bootstrapServers()).isEqualTo("k:9092");
        assertThat(settings.cluster().clientProperties()).containsEntry("client.id", "me");
        assertThat(settings.health()).isPresent();
    }

    @ParameterizedTest
    @CsvSource({
        "pool,      'a b'",
        "workers,   0",
        "workers,   many",
        "port,      70000",
        "http-port, x",
        "log-format, xml",
        "metrics-tables, some",
        "kafka-config, /does/not/exist"
    })
    void a_wrong_value_is_named(String name, String value) {
        Settings settings = Settings.read(Map.of("bootstrap-servers", "k:1", name, value));

        assertThatThrownBy(settings::check)
                .isInstanceOf(SettingsException.class)
                .hasMessageStartingWith(name);
    }

    @Test
    void a_kafka_property_that_names_code_is_refused_with_those_that_are_taken() throws Exception {
        Path kafka = Files.writeString(home.resolve("k.properties"), "interceptor.classes=x.Y\n");
        Settings settings =
                Settings.read(Map.of("bootstrap-servers", "k:1", "kafka-config", kafka.toString()));

        assertThatThrownBy(settings::check)
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("interceptor.classes is not taken")
                .hasMessageContaining("sasl.jaas.config");
    }

    @Test
    void a_token_is_never_shown() {
        assertThat(Settings.read(Map.of("token", "canary")).toString()).doesNotContain("canary");
    }
}
