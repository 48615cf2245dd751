package dev.dunlin.coordinator.whole;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dunlin.protocol.MigrationOption;
import dev.dunlin.protocol.MigrationState;
import dev.dunlin.protocol.MigrationSubstate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RollupTest {

    @ParameterizedTest
    @CsvSource({
        "SUCCEEDED SUCCEEDED, SUCCEEDED",
        "SUCCEEDED IN_PROGRESS, IN_PROGRESS",
        "FAILED IN_PROGRESS, IN_PROGRESS",
        "WAITING_FOR_USER_ACTION IN_PROGRESS, IN_PROGRESS",
        "WAITING_FOR_USER_ACTION SUCCEEDED, WAITING_FOR_USER_ACTION",
        "WAITING_FOR_USER_ACTION FAILED, WAITING_FOR_USER_ACTION",
        "WAITING_FOR_USER_ACTION WAITING_FOR_USER_ACTION, WAITING_FOR_USER_ACTION",
        "SUCCEEDED FAILED, FAILED",
        "CANCELED FAILED, FAILED",
        "SUCCEEDED VALIDATION_FAILED, FAILED",
        "VALIDATION_FAILED VALIDATION_FAILED, VALIDATION_FAILED",
        "SUCCEEDED CANCELED, CANCELED",
        "CANCELED CANCELED, CANCELED",
    })
    void the_worst_of_those_that_ended_counts_once_all_have(String parts, MigrationState whole) {
        assertThat(Rollup.migrating(standings(parts)).state()).isEqualTo(whole);
    }

    @ParameterizedTest
    @CsvSource({
        "SUCCEEDED IN_PROGRESS, VALIDATE, IN_PROGRESS",
        "VALIDATION_FAILED IN_PROGRESS, VALIDATE_AND_MIGRATE, IN_PROGRESS",
        "VALIDATION_FAILED SUCCEEDED, VALIDATE_AND_MIGRATE, VALIDATION_FAILED",
        "VALIDATION_FAILED FAILED, VALIDATE_AND_MIGRATE, VALIDATION_FAILED",
        "FAILED SUCCEEDED, VALIDATE_AND_MIGRATE, FAILED",
        "SUCCEEDED SUCCEEDED, VALIDATE_AND_MIGRATE, IN_PROGRESS",
        "SUCCEEDED SUCCEEDED, VALIDATE, SUCCEEDED",
        "SUCCEEDED CANCELED, VALIDATE_AND_MIGRATE, IN_PROGRESS",
        "CANCELED CANCELED, VALIDATE_AND_MIGRATE, CANCELED",
    })
    void while_parts_are_validated_nothing_has_succeeded(
            String parts, MigrationOption option, MigrationState whole) {
        assertThat(Rollup.validating(standings(parts), option).state()).isEqualTo(whole);
    }

    @ParameterizedTest
    @CsvSource({
        "MIGRATING_DATA COMPLETING_MIGRATION, MIGRATING_DATA",
        "COMPLETING_MIGRATION COMPLETING_MIGRATION, COMPLETING_MIGRATION",
    })
    void the_substate_is_that_of_the_last(String parts, MigrationSubstate whole) {
        List<Rollup.Standing> standings =
                Stream.of(parts.split(" "))
                        .map(MigrationSubstate::valueOf)
                        .map(s -> new Rollup.Standing(MigrationState.IN_PROGRESS, s))
                        .toList();

        assertThat(Rollup.migrating(standings).substate()).isEqualTo(whole);
    }

    private static List<Rollup.Standing> standings(String parts) {
        return Stream.of(parts.split(" "))
                .map(MigrationState::valueOf)
                .map(s -> new Rollup.Standing(s, MigrationSubstate.MIGRATING_DATA))
                .toList();
    }
}
