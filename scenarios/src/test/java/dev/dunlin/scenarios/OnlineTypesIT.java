package dev.dunlin.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dunlin.testkit.DatabaseDigest;
import dev.dunlin.testkit.TestDatabase;
import dev.dunlin.testkit.TestServer;
import dev.dunlin.testkit.TestServers;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Values of every built-in type, at their edges, are inserted and updated while they are followed,
 * and arrive as the same text. The values are those of the scenario {@code types}.
 */
final class OnlineTypesIT {

    private static final String TABLES =
            """
            SELECT format('%s|%s', c.oid::regclass,
                          string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum))
            FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0
            WHERE c.relnamespace = 'types'::regnamespace AND c.relkind = 'r' AND NOT a.attisdropped
              AND a.attname <> 'id'
              AND EXISTS (SELECT FROM pg_attribute i
                          WHERE i.attrelid = c.oid AND i.attname = 'id')
            GROUP BY c.oid ORDER BY 1
            """;

    /** Each row takes the values of the next one; copies of all are inserted; some go. */
    private static final List<String> CHANGES =
            List.of(
                    "INSERT INTO %1$s (id, %2$s) SELECT id + 100000, %2$s FROM %1$s",
                    "WITH following AS (SELECT id, lead(id, 1, id) OVER (ORDER BY id) AS other FROM"
                            + " %1$s WHERE id < 100000) UPDATE %1$s AS t SET (%2$s) = (SELECT"
                            + " %2$s FROM %1$s AS o WHERE o.id = f.other) FROM following f WHERE"
                            + " f.id = t.id",
                    "UPDATE %1$s SET id = -id WHERE id %% 3 = 0 AND id < 100000",
                    "DELETE FROM %1$s WHERE id > 100000 AND id %% 5 = 0");

    private static final List<String> KEYS =
            List.of(
                    "UPDATE types.%1$s SET note = note || '!'",
                    "CREATE TEMP TABLE kept AS TABLE types.%1$s",
                    "DELETE FROM types.%1$s",
                    "INSERT INTO types.%1$s SELECT * FROM kept",
                    "DROP TABLE kept");

    /** Keys that are equal to what they were, and look different. */
    private static final List<String> LOOKS =
            List.of(
                    "UPDATE types.key_numeric SET key = 1.1000 WHERE key = 1.1",
                    "UPDATE types.key_numeric SET note = 'found' WHERE key = 1.1",
                    "UPDATE types.key_float SET key = 0 WHERE key = 0",
                    "UPDATE types.key_folded SET key = 'aBC' WHERE key::text = 'Abc'",
                    "UPDATE types.key_array SET key = '[3:3]={a}' WHERE key = '[2:2]={a}'");

    @TempDir private Path home;

    @Test
    void every_type_arrives_as_the_same_text() throws Exception {
        TestServer from = TestServers.shared(ScenarioIT.sameMajor());
        try (TestDatabase source = from.createDatabase();
                TestDatabase target = TestServers.target().createDatabase();
                OnlineRun run = new OnlineRun(home, source, target)) {
            ScenarioFolder.of("types").load(source);
            source.execute("ALTER TABLE types.extensions DROP CONSTRAINT extensions_folded_key");
            run.start();
            run.awaitReady();

            change(source);

            run.succeed();
            DatabaseDigest there = DatabaseDigest.of(target);
            assertThat(DatabaseDigest.of(source).diff(there)).isEmpty();
            OnlineRun.assertEqual(source, target);
        }
    }

    private static void change(TestDatabase source) {
        for (String table : source.column(TABLES)) {
            String[] parts = table.split("\\|", 2);
            source.execute(
                    CHANGES.stream()
                            .map(sql -> sql.formatted(parts[0], parts[1]))
                            .toArray(String[]::new));
        }
        List<String> keyed =
                source.column(
                        "SELECT relname FROM pg_class WHERE relkind = 'r' AND relname ~ '^key_'");
        assertThat(keyed).hasSize(9);
        for (String table : keyed) {
            source.execute(KEYS.stream().map(sql -> sql.formatted(table)).toArray(String[]::new));
        }
        source.execute(
                Stream.concat(
                                Stream.of("SET search_path = types, extras, pg_catalog"),
                                LOOKS.stream())
                        .toArray(String[]::new));
    }
}
