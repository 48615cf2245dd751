package dev.dunlin.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dunlin.protocol.TablePatterns;
import dev.dunlin.testkit.TestDatabase;
import dev.dunlin.testkit.TestServer;
import dev.dunlin.testkit.TestServers;
import java.sql.SQLException;
import java.util.List;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ObjectCountsIT {

    private static TestDatabase filled(TestServer server) {
        TestDatabase database = server.createDatabase("counts");
        database.execute(Databases.resource("objects.sql"));
        return database;
    }

    private static SortedMap<String, String> counts(TestDatabase database, TablePatterns patterns)
            throws SQLException {
        try (var connection = Databases.open(database)) {
            return ObjectCounts.of(connection, patterns);
        }
    }

    @Test
    void sameObjectsCountTheSameOnEveryVersion() throws Exception {
        try (var source = filled(TestServers.source())) {
            var expected = counts(source, TablePatterns.ALL);
            for (int major : TestServers.majors()) {
                try (var other = filled(TestServers.shared(major))) {
                    assertThat(counts(other, TablePatterns.ALL))
                            .as("version " + major)
                            .isEqualTo(expected);
                }
            }
            assertThat(expected)
                    .containsEntry("table: partition", "2")
                    .containsEntry("trigger: enabled D", "1")
                    .containsEntry("constraint: check, not valid", "1")
                    .containsEntry("materialized view: not populated", "1")
                    .containsEntry("function", "4")
                    .containsEntry("extension: plpgsql", "1")
                    .doesNotContainKey("publication");
            assertThat(expected.get("large objects")).startsWith("304 / ");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DROP INDEX app.upper_code",
                "ALTER TABLE app.parent DROP CONSTRAINT parent_amount_check",
                "ALTER TABLE app.parent DISABLE TRIGGER touched",
                "ALTER TABLE app.child VALIDATE CONSTRAINT late",
                "DROP POLICY own ON app.parent",
                "ALTER TABLE app.parent DISABLE ROW LEVEL SECURITY",
                "DROP RULE quiet ON app.scratch",
                "ALTER TYPE app.mood ADD VALUE 'more'",
                "REFRESH MATERIALIZED VIEW app.never",
                "DROP STATISTICS app.code_amount",
                "COMMENT ON COLUMN app.parent.code IS NULL",
                "DROP FUNCTION app.twice CASCADE",
                "DROP EVENT TRIGGER watch",
                "SELECT lo_put(4711, 0, 'F')",
                "SELECT lo_put(4713, 2400000, 'F')",
                "SELECT lo_put(4713, 2500000, '0')",
                "SELECT lo_unlink(4712)",
                "ALTER TABLE app.dog NO INHERIT app.base_animal",
                "ALTER TABLE app.parent ALTER COLUMN amount DROP DEFAULT",
            })
    void anyDifferenceShows(String change) throws Exception {
        try (var database = filled(TestServers.target())) {
            var before = counts(database, TablePatterns.ALL);
            database.execute(change);
            assertThat(counts(database, TablePatterns.ALL)).isNotEqualTo(before);
        }
    }

    @Test
    void whatStaysDoesNotCount() throws Exception {
        try (var database = filled(TestServers.source())) {
            database.execute("CREATE SCHEMA dunlin_ledger", "CREATE TABLE dunlin_ledger.x ()");
            var all = counts(database, TablePatterns.ALL);
            assertThat(all).doesNotContainKey("schema: dunlin_ledger");

            var without = counts(database, new TablePatterns(List.of(), List.of("app.measures")));

            assertThat(without)
                    .doesNotContainKeys("table: partition", "partitioned table")
                    .containsEntry("view", "1");
            assertThat(counts(database, new TablePatterns(List.of("public"), List.of())))
                    .doesNotContainKeys("table", "schema: app");
        }
    }
}
