package dev.dunlin.scenarios;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The arrows between modules, and what may not be called where. */
final class ArchitectureTest {

    private static final JavaClasses CLASSES =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("dev.dunlin");

    @Test
    void modules_depend_as_drawn() {
        ArchRule rule =
                layeredArchitecture()
                        .consideringOnlyDependenciesInAnyPackage("dev.dunlin..")
                        .layer("protocol")
                        .definedBy("dev.dunlin.protocol..")
                        .layer("metrics")
                        .definedBy("dev.dunlin.metrics..")
                        .layer("messaging")
                        .definedBy("dev.dunlin.messaging..")
                        .layer("service")
                        .definedBy("dev.dunlin.service..")
                        .layer("postgres")
                        .definedBy("dev.dunlin.postgres..")
                        .layer("spec")
                        .definedBy("dev.dunlin.spec..")
                        .layer("coordinator")
                        .definedBy("dev.dunlin.coordinator..")
                        .layer("snapshot")
                        .definedBy("dev.dunlin.snapshot..")
                        .layer("cdc")
                        .definedBy("dev.dunlin.cdc..")
                        .layer("sink")
                        .definedBy("dev.dunlin.sink..")
                        .layer("app")
                        .definedBy("dev.dunlin.app..")
                        .whereLayer("app")
                        .mayNotBeAccessedByAnyLayer()
                        .whereLayer("coordinator")
                        .mayOnlyBeAccessedByLayers("app")
                        .whereLayer("snapshot")
                        .mayOnlyBeAccessedByLayers("app")
                        .whereLayer("cdc")
                        .mayOnlyBeAccessedByLayers("app")
                        .whereLayer("sink")
                        .mayOnlyBeAccessedByLayers("app")
                        .whereLayer("postgres")
                        .mayOnlyBeAccessedByLayers("snapshot", "cdc", "sink", "app")
                        .whereLayer("spec")
                        .mayOnlyBeAccessedByLayers("coordinator", "app")
                        .whereLayer("service")
                        .mayOnlyBeAccessedByLayers("coordinator", "snapshot", "cdc", "sink", "app")
                        .whereLayer("metrics")
                        .mayOnlyBeAccessedByLayers(
                                "messaging",
                                "service",
                                "coordinator",
                                "snapshot",
                                "cdc",
                                "sink",
                                "app")
                        .whereLayer("messaging")
                        .mayOnlyBeAccessedByLayers(
                                "service", "coordinator", "snapshot", "cdc", "sink", "app");
        rule.check(CLASSES);
    }

    @Test
    void the_protocol_knows_no_transport_and_no_database() {
        noClasses()
                .that()
                .resideInAPackage("dev.dunlin.protocol..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.kafka..", "java.sql..", "org.postgresql..")
                .check(CLASSES);
    }

    @Test
    void the_coordinator_connects_to_no_database() {
        noClasses()
                .that()
                .resideInAPackage("dev.dunlin.coordinator..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.sql..", "org.postgresql..", "dev.dunlin.postgres..")
                .check(CLASSES);
    }

    @Test
    void decisions_know_no_kafka_and_no_clock() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "dev.dunlin.coordinator.decision..",
                        "dev.dunlin.coordinator.migration..",
                        "dev.dunlin.coordinator.whole..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.kafka..", "org.slf4j..")
                .orShould()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .check(CLASSES);
    }

    @Test
    void nothing_sleeps_through_Thread() {
        noClasses().should().callMethod(Thread.class, "sleep", long.class).check(CLASSES);
    }

    @Test
    void names_say_what_things_are() {
        noClasses()
                .should()
                .haveNameMatching(".*(Util|Utils|Helper|Manager|Impl|Base|Common|Dto)")
                .orShould()
                .haveSimpleNameStartingWith("Abstract")
                .check(CLASSES);
    }
}
