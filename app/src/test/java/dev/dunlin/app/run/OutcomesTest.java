package dev.dunlin.app.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dunlin.app.ExitCode;
import dev.dunlin.app.show.Samples;
import dev.dunlin.protocol.Failure;
import dev.dunlin.protocol.FailureKind;
import dev.dunlin.protocol.Finding;
import dev.dunlin.protocol.MigrationState;
import dev.dunlin.protocol.Severity;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutcomesTest {

    @ParameterizedTest
    @CsvSource({
        "DUN-SRC-CONNECT, FAILED, UNREACHABLE",
        "DUN-TGT-CONNECT, FAILED, UNREACHABLE",
        "DUN-SRC-AUTH, FAILED, VALIDATION_FAILED",
        "DUN-TGT-TLS, FAILED, VALIDATION_FAILED",
        "DUN-SRC-CONNECT, WARNING, VALIDATION_FAILED"
    })
    void a_failed_validation(String code, Severity severity, ExitCode expected) {
        Finding finding = Finding.warning(code, "source", "Reachable", "no", "").as(severity);

        assertThat(
                        Outcomes.of(
                                Samples.status(
                                        MigrationState.VALIDATION_FAILED,
                                        List.of(finding),
                                        List.of())))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "DUN-TGT-DISK, TARGET, FAILED",
        "DUN-SRC-CONNECT, SOURCE, UNREACHABLE",
        "DUN-KAFKA-SEND, TRANSPORT, UNREACHABLE",
        "DUN-VERIFY, VERIFICATION, DIFFERENCES",
        "DUN-BUG-TASK, BUG, FAILED"
    })
    void a_failed_migration(String code, FailureKind kind, ExitCode expected) {
        Failure failure = new Failure(code, kind, "no", "");

        assertThat(Outcomes.of(Samples.status(MigrationState.FAILED, List.of(), List.of(failure))))
                .isEqualTo(expected);
    }

    @Test
    void differences_have_a_code_of_their_own() {
        assertThat(
                        Outcomes.of(
                                Samples.status(
                                        MigrationState.FAILED, List.of(), List.of(), "t: key 7")))
                .isEqualTo(ExitCode.DIFFERENCES);
        assertThat(Outcomes.of(Samples.status(MigrationState.SUCCEEDED, List.of(), List.of())))
                .isEqualTo(ExitCode.DONE);
    }
}
