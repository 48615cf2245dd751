package dev.dunlin.sink.apply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dunlin.protocol.TableName;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReplacedTablesTest {

    private static final TableName BADGE = new TableName("public", "badge");
    private static final TableName OTHER = new TableName("public", "other");

    private final ReplacedTables replaced = new ReplacedTables();

    /** Groups until an update is tried again. */
    private int term() {
        int groups = 0;
        while (replaced.holds(BADGE)) {
            replaced.applied(List.of(BADGE, OTHER));
            groups++;
        }
        return groups;
    }

    @Test
    void aTableIsTriedAgainLaterEachTimeItsUpdatesFail() {
        replaced.begin(BADGE);
        assertThat(replaced.holds(OTHER)).isFalse();
        assertThat(term()).isEqualTo(16);
        replaced.begin(BADGE);
        assertThat(term()).isEqualTo(32);
        for (int i = 0; i < 20; i++) {
            replaced.begin(BADGE);
        }
        assertThat(term()).isEqualTo(1_024);
    }

    @Test
    void anUpdateThatWentWellAgainIsForgiven() {
        replaced.begin(BADGE);
        replaced.begin(BADGE);
        assertThat(term()).isEqualTo(32);
        replaced.applied(List.of(BADGE));
        replaced.begin(BADGE);
        assertThat(term()).isEqualTo(16);
    }

    @Test
    void groupsWithoutTheTableDoNotCount() {
        replaced.begin(BADGE);
        for (int i = 0; i < 100; i++) {
            replaced.applied(List.of(OTHER));
        }
        assertThat(replaced.holds(BADGE)).isTrue();
    }
}
