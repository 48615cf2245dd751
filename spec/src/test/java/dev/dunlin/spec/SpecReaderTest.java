package dev.dunlin.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.dunlin.protocol.DatabasePair;
import dev.dunlin.protocol.Endpoint;
import dev.dunlin.protocol.MigrationMode;
import dev.dunlin.protocol.MigrationOption;
import dev.dunlin.protocol.MigrationSpec;
import dev.dunlin.protocol.NamedConnection;
import dev.dunlin.protocol.NamedConnection.LastTest;
import dev.dunlin.protocol.OnlineSettings;
import dev.dunlin.protocol.SecretRef;
import dev.dunlin.protocol.Side;
import dev.dunlin.protocol.VerifyMode;
import dev.dunlin.spec.SpecReader.Given;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpecReaderTest {

    private static final String SMALL =
            """
            apiVersion: dunlin/v1
            kind: Migration
            name: shop
            source: {uri: "postgresql://app@127.0.0.1:5433/orders"}
            target: {host: 127.0.0.1, port: 5434, user: owner, passwordFrom: {env: PW}}
            """;

    @Test
    void few_fields_are_enough() throws SpecException {
        MigrationSpec migration = SpecReader.read(SMALL, Given.NOTHING).migration();

        assertThat(migration.name()).hasToString("shop");
        assertThat(migration.mode()).isEqualTo(MigrationMode.OFFLINE);
        assertThat(migration.option()).isEqualTo(MigrationOption.VALIDATE_AND_MIGRATE);
        assertThat(migration.source()).hasToString("app@127.0.0.1:5433");
        assertThat(migration.target()).hasToString("owner@127.0.0.1:5434");
        assertThat(migration.target().password())
                .isEqualTo(new SecretRef(SecretRef.Kind.ENV, "PW"));
        assertThat(migration.databases()).containsExactly(new DatabasePair("orders", "orders"));
        assertThat(migration.settings().verify()).isEqualTo(VerifyMode.FULL);
        assertThat(migration.sourcePool()).isEqualTo("default");
    }

    @Test
    void a_server_may_be_named() throws SpecException {
        Endpoint endpoint =
                new Endpoint(
                        "db1", 5433, "me", new TreeMap<>(), new SecretRef(SecretRef.Kind.ENV, "X"));
        NamedConnection old =
                new NamedConnection("old", endpoint, "near", "orders", "", "", LastTest.NONE);
        Given given =
                new Given(
                        "",
                        "",
                        "",
                        "",
                        "default",
                        Map.of(),
                        name -> Optional.of(old).filter(one -> one.name().equals(name)));
        String named = SMALL.replaceFirst("source: .*", "source: {connection: old}");

        MigrationSpec migration = SpecReader.read(named, given).migration();

        assertThat(migration.source()).isEqualTo(endpoint);
        assertThat(migration.sourcePool()).isEqualTo("near");
        assertThat(migration.databases()).containsExactly(new DatabasePair("orders", "orders"));
        SpecException unknown =
                catchThrowableOfType(
                        SpecException.class,
                        () -> SpecReader.read(named.replace("old}", "odd}"), given));
        assertThat(unknown.errors())
                .extracting(SpecError::pointer)
                .containsExactly("/source/connection");
    }

    @Test
    void the_template_is_a_spec() throws SpecException {
        MigrationSpec migration = SpecReader.read(SpecTemplate.text(), Given.NOTHING).migration();

        assertThat(migration.databases())
                .containsExactly(
                        new DatabasePair("orders", "orders"),
                        new DatabasePair("stock", "stock_2026"));
        assertThat(migration.patterns().exclude()).containsExactly("audit", "public.tmp_*");
        assertThat(migration.target().password())
                .isEqualTo(new SecretRef(SecretRef.Kind.FILE, "/run/secrets/shop-target"));
        assertThat(migration.source().parameters()).containsEntry("sslmode", "verify-full");
    }

    @Test
    void what_the_template_says_of_online_holds_too() throws SpecException {
        String online =
                SpecTemplate.text()
                        .replace("mode: offline", "mode: online")
                        .replace("gates: []", "gates: [before-cutover]")
                        .replaceAll("(?m)^# (?=online:|  )", "");

        OnlineSettings settings =
                SpecReader.read(online, Given.NOTHING).migration().settings().online();

        assertThat(settings.slot().maxRetainedBytes()).isEqualTo(50L << 30);
        assertThat(settings.gates()).containsExactly(OnlineSettings.Gate.BEFORE_CUTOVER);
        assertThat(settings.cutover()).isEqualTo(OnlineSettings.CutoverTerms.DEFAULT);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    kind: Migration | kind: Wave | /kind | Migration
                    name: shop | name: -shop | /name | digits
                    name: shop | name: sales.orders | /name | digits
                    name: shop | nam: shop | /name | missing
                    name: shop | nam: shop | /nam | known are
                    env: PW | env: PW, file: /f | /target/passwordFrom | more
                    env: PW | enw: PW | /target/passwordFrom/enw | known
                    port: 5434 | port: 99999 | /target | port
                    port: 5434 | portt: 5434 | /target/portt | not known
                    name: shop | name: shop~mode: live | /mode | online
                    name: shop | name: shop~online: {} | /online | mode
                    name: shop | name: shop~databases: [a, a] | /databases | twice
                    name: shop | name: shop~databases: [] | /databases | no database
                    name: shop | name: shop~databases: [{name: a, as: b}, b] | /databases | b
                    name: shop | name: shop~settings: {parallelism: 65} \
                        | /settings/parallelism | 1 to 64
                    5433/orders | 5433 | /databases | missing
                    postgresql://app | mysql://app | /source/uri | postgresql
                    """)
    void what_is_wrong_is_said_with_its_place(
            String right, String wrong, String pointer, String words) {
        assertThat(SMALL).contains(right);
        String text = SMALL.replace(right, wrong.replace('~', '\n'));

        List<SpecError> errors = errors(text);

        assertThat(errors)
                .anySatisfy(
                        error -> {
                            assertThat(error.pointer()).isEqualTo(pointer);
                            assertThat(error.message()).containsIgnoringCase(words);
                        });
    }

    @Test
    void all_errors_come_at_once() {
        assertThat(errors("apiVersion: dunlin/v2\nkind: Wave\n"))
                .extracting(SpecError::pointer)
                .contains("/apiVersion", "/kind", "/name", "/source", "/target");
    }

    @Test
    void a_broken_document_does_not_show_its_text() {
        assertThat(errors("password: hunter2\n  a: [").toString())
                .contains("line")
                .doesNotContain("hunter2");
        assertThat(errors("a: 1\na: 2\n").toString()).contains("twice");
        assertThat(errors("[]").toString()).contains("no fields");
    }

    @Test
    void passwords_are_kept_apart() throws SpecException {
        String text =
                SMALL.replace("passwordFrom: {env: PW}", "password: hunter2")
                        .replace("app@", "app:hunter3@");

        Spec spec = SpecReader.read(text, Given.NOTHING);

        assertThat(spec.passwords())
                .isEqualTo(Map.of(Side.SOURCE, "hunter3", Side.TARGET, "hunter2"));
        assertThat(spec.toString() + spec.migration()).doesNotContain("hunter");
        MigrationSpec sealed = spec.with(password -> "sealed" + password.length());
        assertThat(sealed.source().password())
                .isEqualTo(new SecretRef(SecretRef.Kind.SEALED, "sealed7"));
        assertThat(sealed.target().password())
                .isEqualTo(new SecretRef(SecretRef.Kind.SEALED, "sealed7"));
    }

    @Test
    void a_password_and_a_place_of_one_exclude_each_other() {
        assertThat(errors(SMALL.replace("{env: PW}", "{env: PW}, password: hunter2")))
                .singleElement()
                .satisfies(error -> assertThat(error.pointer()).isEqualTo("/target/passwordFrom"));
    }

    private static List<SpecError> errors(String text) {
        SpecException e =
                catchThrowableOfType(
                        SpecException.class, () -> SpecReader.read(text, Given.NOTHING));
        assertThat(e).isNotNull();
        return e.errors();
    }
}
