package dev.dunlin.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dunlin.protocol.MigrationName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MigrationNameTest {

    private static final MigrationName WHOLE = new MigrationName("sales");

    @ParameterizedTest
    @CsvSource({
        "orders, sales.orders",
        "Big_One, sales.Big_One",
        "my shop, sales.my-shop-5fb60c7f",
        "a.b, sales.a-b-e8a9d8d4",
    })
    void aPartIsNamedAfterItsDatabase(String database, String part) {
        MigrationName name = WHOLE.of(database);

        assertThat(name).hasToString(part);
        assertThat(name.isPart()).isTrue();
        assertThat(name.whole()).isEqualTo(WHOLE);
        assertThat(name.part()).isEqualTo(part.substring("sales.".length()));
    }

    @Test
    void databasesWithTheSameLettersAreToldApart() {
        assertThat(WHOLE.of("a b")).isNotEqualTo(WHOLE.of("a.b")).isNotEqualTo(WHOLE.of("a-b"));
        assertThat(WHOLE.of("数据库")).isNotEqualTo(WHOLE.of("数据车"));
        assertThat(WHOLE.of("x".repeat(300)).value()).hasSizeLessThan(128);
    }

    @Test
    void aWholeHasNoPart() {
        assertThat(WHOLE.isPart()).isFalse();
        assertThat(WHOLE.whole()).isEqualTo(WHOLE);
        assertThat(WHOLE.part()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-a", "a b", "a.", ".a", "a.b.c", "a_b", "a.b c"})
    void refusesOtherNames(String name) {
        assertThatThrownBy(() -> new MigrationName(name))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void usersChooseNoPart() {
        assertThat(MigrationName.chosen("sales")).isEqualTo(WHOLE);
        assertThatThrownBy(() -> MigrationName.chosen("sales.orders"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
