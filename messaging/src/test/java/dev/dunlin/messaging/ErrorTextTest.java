package dev.dunlin.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class ErrorTextTest {

    @Test
    void words_of_a_database_are_left_out_wherever_they_are_repeated() {
        SQLException first = new SQLException("ERROR: invalid input: \"canary\"", "22P02");
        SQLException batch = new SQLException("Batch entry 0 VALUES ('canary 2')", "22P02");
        batch.setNextException(first);
        RuntimeException error = new IllegalStateException("loading: " + batch, batch);

        assertThat(ErrorText.line(error))
                .startsWith("java.lang.IllegalStateException: loading: ")
                .contains("SQLSTATE 22P02")
                .doesNotContain("canary");
        assertThat(ErrorText.of(error).without("so: " + first.getMessage()))
                .doesNotContain("canary");
        assertThat(ErrorText.of(error).message(batch)).doesNotContain("canary");
    }

    @Test
    void all_else_is_told_on_one_line() {
        assertThat(ErrorText.line(new IllegalStateException("a\nb")))
                .isEqualTo("java.lang.IllegalStateException: a");
        assertThat(ErrorText.line(new NullPointerException()))
                .isEqualTo("java.lang.NullPointerException: ");
    }
}
