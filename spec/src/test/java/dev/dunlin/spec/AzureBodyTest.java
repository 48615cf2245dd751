package dev.dunlin.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.dunlin.protocol.MigrationMode;
import dev.dunlin.protocol.MigrationOption;
import dev.dunlin.protocol.MigrationSpec;
import dev.dunlin.protocol.SecretRef;
import dev.dunlin.protocol.Side;
import dev.dunlin.spec.SpecReader.Given;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AzureBodyTest {

    private static final String BODY =
            """
            {
            "properties": {
            "SourceDBServerResourceId": "db1.example.com:5433@admin1",
                    "SecretParameters": {
                        "AdminCredentials": {
                            "SourceServerPassword": "hunter2",
                            "TargetServerPassword": "hunter3"
                        },
                        "targetServerUserName": "admin2"
                    },
                    "DBsToMigrate": ["ticketdb","timedb"],
                    "OverwriteDBsInTarget": "true",
                    "sourceType": "AWS_AURORA",
                    "sslMode": "Require"
                }
            }
            """;

    private static final Given BESIDE =
            new Given(
                    "migration1",
                    "online",
                    "ValidateAndMigrate",
                    "flexible.example.com:5432",
                    "default",
                    Map.of(),
                    _ -> Optional.empty());

    @Test
    void an_existing_file_works_with_what_that_service_is_told_beside_it() throws SpecException {
        Spec spec = SpecReader.read(BODY, BESIDE);

        MigrationSpec migration = spec.migration();
        assertThat(migration.name()).hasToString("migration1");
        assertThat(migration.mode()).isEqualTo(MigrationMode.ONLINE);
        assertThat(migration.option()).isEqualTo(MigrationOption.VALIDATE_AND_MIGRATE);
        assertThat(migration.source()).hasToString("admin1@db1.example.com:5433");
        assertThat(migration.target()).hasToString("admin2@flexible.example.com:5432");
        assertThat(migration.source().parameters()).containsEntry("sslmode", "require");
        assertThat(migration.sourceType()).isEqualTo("AWS_AURORA");
        assertThat(migration.databases())
                .extracting("source")
                .containsExactly("ticketdb", "timedb");
        assertThat(migration.settings().overwrite()).isTrue();
        assertThat(spec.passwords())
                .isEqualTo(Map.of(Side.SOURCE, "hunter2", Side.TARGET, "hunter3"));
        assertThat(migration.source().password().kind()).isEqualTo(SecretRef.Kind.SESSION);
    }

    @Test
    void names_in_the_case_of_the_newer_interface_work_too() throws SpecException {
        String newer =
                """
                {"sourceDbServerResourceId": "127.0.0.1:5433@a",
                 "targetDbServerResourceId": "127.0.0.1:5434@b",
                 "dbsToMigrate": ["x"], "sslMode": "VerifyFull", "migrationMode": "Offline",
                 "migrationOption": "Validate", "startDataMigration": true}
                """;

        Spec spec = SpecReader.read(newer, Given.NOTHING.named("m"));

        assertThat(spec.migration().option()).isEqualTo(MigrationOption.VALIDATE);
        assertThat(spec.migration().target().parameters()).containsEntry("sslmode", "verify-full");
        assertThat(spec.warnings()).singleElement().asString().contains("startDataMigration");
    }

    @Test
    void what_is_missing_is_named() {
        SpecException e =
                catchThrowableOfType(
                        SpecException.class, () -> SpecReader.read(BODY, Given.NOTHING));

        assertThat(e.errors())
                .extracting(SpecError::pointer)
                .containsExactlyInAnyOrder(
                        "/properties/migrationName", "/properties/TargetDBServerResourceId");
        assertThat(e).hasMessageNotContaining("hunter");
    }
}
