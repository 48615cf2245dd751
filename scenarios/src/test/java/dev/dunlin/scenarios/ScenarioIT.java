package dev.dunlin.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dunlin.testkit.DatabaseDigest;
import dev.dunlin.testkit.SchemaDump;
import dev.dunlin.testkit.TestDatabase;
import dev.dunlin.testkit.TestServers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Each folder under {@code scenarios}: loaded into a source, moved by the command in a process of
 * its own, compared with a digest that has nothing to do with Dunlin's.
 */
final class ScenarioIT {

    @TempDir private Path home;

    @ParameterizedTest
    @ValueSource(strings = {"names", "types", "shapes", "settings"})
    void moves_equal(String name) throws Exception {
        int major = sameMajor();
        move(ScenarioFolder.of(name), major, major);
    }

    @Test
    void moves_every_type_to_a_newer_major() throws Exception {
        move(ScenarioFolder.of("types"), TestServers.source().major(), newest());
    }

    @Test
    @Tag("soak")
    void moves_three_thousand_tables() throws Exception {
        int major = sameMajor();
        move(ScenarioFolder.of("many"), major, major);
    }

    private void move(ScenarioFolder scenario, int sourceMajor, int targetMajor) throws Exception {
        try (TestDatabase source = TestServers.shared(sourceMajor).createDatabase();
                TestDatabase target = TestServers.shared(targetMajor).createDatabase()) {
            rolesOn(target);
            scenario.load(source);

            int exit = run(source, target);

            assertThat(exit).isZero();
            List<String> differences = DatabaseDigest.of(source).diff(DatabaseDigest.of(target));
            assertThat(scenario.unexpected(differences)).isEmpty();
            if (SchemaDump.canRead(targetMajor) && scenario.comparesSchemas()) {
                assertThat(lines(target)).isEqualTo(lines(source));
            }
            assertThat(leftOn(source)).isEmpty();
        }
    }

    private int run(TestDatabase source, TestDatabase target) throws Exception {
        Path work = Files.createDirectories(home.resolve("work"));
        List<String> arguments =
                DunlinProcess.run(source.uri(), target.uri(), work, "--name", "scenario");
        try (DunlinProcess dunlin = DunlinProcess.start(home, arguments)) {
            int exit = dunlin.await();
            assertThat(exit).as(dunlin.errors()).isZero();
            assertThat(dunlin.output()).contains("Succeeded");
            return exit;
        }
    }

    /** Lines of the schema in any order: a table that became an heir later orders its columns. */
    private static List<String> lines(TestDatabase database) {
        return SchemaDump.of(database, "--no-publications")
                .lines()
                .map(line -> line.endsWith(",") ? line.substring(0, line.length() - 1) : line)
                .sorted()
                .toList();
    }

    /** Slots, publications of ours and sessions that a run left on the source. */
    static List<String> leftOn(TestDatabase source) {
        return source.column(
                "SELECT slot_name::text FROM pg_replication_slots UNION ALL SELECT application_name"
                        + " FROM pg_stat_activity WHERE application_name LIKE 'dunlin%'"
                        + " AND datname = current_database()");
    }

    private static void rolesOn(TestDatabase target) {
        for (String role : List.of("dunlin_app", "dunlin_ro", "dunlin_owner")) {
            target.execute(
                    "DO $$ BEGIN CREATE ROLE "
                            + role
                            + "; EXCEPTION WHEN duplicate_object THEN NULL; END $$");
        }
    }

    /** A major that pg_dump can read, so that the schemas can be compared too. */
    static int sameMajor() {
        return TestServers.majors().stream()
                .filter(SchemaDump::canRead)
                .max(Integer::compare)
                .orElseThrow();
    }

    private static int newest() {
        return TestServers.majors().stream().max(Integer::compare).orElseThrow();
    }
}
