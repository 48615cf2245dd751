package dev.dunlin.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dunlin.protocol.FailureException;
import dev.dunlin.protocol.Side;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

class SqlFailuresTest {

    @ParameterizedTest
    @CsvSource({
        "08006,DUN-TGT-LOST,true",
        "57P01,DUN-TGT-LOST,true",
        "40P01,DUN-TGT-BUSY,true",
        "55P03,DUN-TGT-BUSY,true",
        "53300,DUN-TGT-BUSY,true",
        "53100,DUN-TGT-DISK,false",
        "42501,DUN-TGT-PRIVILEGE,false",
        "23505,DUN-TGT-CONSTRAINT,false",
        "22P02,DUN-TGT-DATA,false",
        "57014,DUN-TGT-CANCELLED,false",
        "XX001,DUN-TGT-SERVER,false",
        "42P01,DUN-TGT-SQL,false",
    })
    void codeAndRetryFollowTheState(String state, String code, boolean retryable) {
        FailureException failure =
                SqlFailures.of(new SQLException("why", state), Side.TARGET, "loading table a.b");

        assertThat(failure.failure().code()).isEqualTo(code);
        assertThat(failure.retryable()).isEqualTo(retryable);
        assertThat(failure.failure().message())
                .isEqualTo("loading table a.b on the target: why (SQLSTATE " + state + ")");
        assertThat(failure.failure().action()).isNotBlank();
    }

    @Test
    void detailAndContextNeverPass() {
        FailureException failure =
                SqlFailures.of(
                        server(
                                "23505",
                                "duplicate key value violates unique constraint \"t_pkey\""),
                        Side.TARGET,
                        "loading");

        assertThat(failure.failure().message()).contains("\"t_pkey\"");
        assertThat(failure.failure().toString()).doesNotContain("canary");
    }

    @ParameterizedTest
    @CsvSource({
        "22P02,invalid input syntax for type integer: \"canary\"",
        "22003,value \"canary\" is out of range for type integer",
        "22007,'invalid input syntax for type date: \"a: canary\"'",
        "P0001,account \"canary\" is closed: canary",
    })
    void valuesInThePrimaryMessageAreLeftOut(String state, String message) {
        var failure = SqlFailures.of(server(state, message), Side.TARGET, "loading").failure();

        assertThat(failure.message()).doesNotContain("canary").contains(state);
    }

    @Test
    void controlCharactersCannotForgeALogLine() {
        var failure = SqlFailures.of(server("42P01", "no\n2026 ERROR forged"), Side.SOURCE, "x\ny");

        assertThat(failure.failure().message()).doesNotContain("\n").contains("\\u000a");
    }

    private static PSQLException server(String state, String message) {
        return new PSQLException(
                new ServerErrorMessage(
                        "SERROR\0C"
                                + state
                                + "\0M"
                                + message
                                + "\0DKey (id)=(canary) exists.\0"
                                + "WCOPY t, line 1: \"canary\"\0"),
                true);
    }
}
