package dev.dunlin.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(120)
final class DatabaseDigestIT {
    private static final String VARIED =
            """
            CREATE SCHEMA "Sché\"\"ma\n2";
            CREATE TABLE "Sché\"\"ma\n2"."r" (r text, rows int, h text);
            INSERT INTO "Sché\"\"ma\n2"."r" VALUES ('ä', 1, NULL), ('', 2, '%s'), ('ä', 1, NULL);
            CREATE TABLE zero ();
            INSERT INTO zero DEFAULT VALUES;
            CREATE TABLE doubled (x int, y int GENERATED ALWAYS AS (x * 2) STORED);
            INSERT INTO doubled VALUES (1), (2);
            CREATE TABLE parted (k int, v float8) PARTITION BY LIST (k);
            CREATE TABLE parted_1 PARTITION OF parted FOR VALUES IN (1);
            CREATE TABLE parted_2 PARTITION OF parted FOR VALUES IN (2);
            INSERT INTO parted VALUES (1, 0.1), (2, 1e300), (2, 'NaN');
            CREATE TABLE parent (x int);
            CREATE TABLE child () INHERITS (parent);
            INSERT INTO parent VALUES (1);
            INSERT INTO child VALUES (2);
            CREATE TYPE mood AS ENUM ('sad', 'ok');
            CREATE TABLE types (m mood, d date, t timestamptz, i interval, b bytea, a text[],
                j jsonb, n numeric, u uuid, g money, k regclass, p point, z tsvector);
            INSERT INTO types VALUES ('ok', '2024-02-29', 'infinity', '1 day -02:03', '\\x00ff',
                '{"a b",NULL,"NULL"}', '{"a":1.0}', 'NaN', gen_random_uuid(), 12.5, 'types',
                '(0.1,0.2)', 'a:1 b:2');
            UPDATE types SET u = '00000000-0000-0000-0000-000000000001';
            CREATE MATERIALIZED VIEW seen AS SELECT count(*) FROM doubled;
            CREATE MATERIALIZED VIEW unseen AS SELECT 1 WITH NO DATA;
            CREATE SEQUENCE fresh;
            CREATE SEQUENCE used;
            SELECT nextval('used');
            SELECT lo_from_bytea(4711, 'large');
            CREATE TEMPORARY TABLE passing (x int);
            """;

    static List<Integer> majors() {
        return TestServers.majors();
    }

    @ParameterizedTest
    @MethodSource("majors")
    void equalDataHasEqualDigestsOnEveryMajor(int major) {
        try (var here = TestServers.shared(major).createDatabase("Digest \"1\"");
                var there = TestServers.target().createDatabase()) {
            here.execute("ALTER DATABASE " + quoted(here) + " SET DateStyle = 'German'");
            here.execute("ALTER DATABASE " + quoted(here) + " SET extra_float_digits = -2");
            here.execute(VARIED);
            there.execute(VARIED);

            var digest = DatabaseDigest.of(here);

            assertThat(digest.diff(DatabaseDigest.of(there))).isEmpty();
            assertThat(digest.toString())
                    .contains("table \"Sché\"\"ma\\n2\".\"r\": 3 rows")
                    .contains("table \"public\".\"zero\": 1 rows")
                    .contains("table \"public\".\"parted_2\": 2 rows")
                    .contains("table \"public\".\"parent\": 1 rows")
                    .contains("materialized view \"public\".\"unseen\": not populated")
                    .contains("sequence \"public\".\"fresh\": last value 1, not called")
                    .contains("sequence \"public\".\"used\": last value 1 ")
                    .contains("large object 4711: ")
                    .doesNotContain("passing");
        }
    }

    private static String quoted(TestDatabase database) {
        return TestDatabase.quoted(database.name());
    }

    @Test
    void anyDifferenceIsNamed() {
        try (var here = TestServers.source().createDatabase();
                var there = TestServers.target().createDatabase()) {
            var both =
                    """
                    CREATE TABLE a (x int); CREATE TABLE b (x text); CREATE TABLE c (x int);
                    INSERT INTO a VALUES (1), (1), (2);
                    INSERT INTO b VALUES ('');
                    CREATE SEQUENCE s; SELECT setval('s', 5);
                    SELECT lo_from_bytea(7, 'x')
                    """;
            here.execute(both);
            there.execute(both);
            there.execute(
                    "UPDATE a SET x = 2 WHERE ctid = '(0,1)'",
                    "UPDATE b SET x = NULL",
                    "CREATE TABLE d ()",
                    "SELECT setval('s', 6)",
                    "SELECT lo_put(7, 0, 'y')",
                    "CREATE SCHEMA ours; CREATE TABLE ours.marks ()");

            var diff = DatabaseDigest.of(here).diff(DatabaseDigest.of(there, "ours"));

            assertThat(diff)
                    .satisfiesExactly(
                            line -> assertThat(line).startsWith("large object 7: "),
                            line ->
                                    assertThat(line)
                                            .isEqualTo(
                                                    "sequence \"public\".\"s\": last value 5 <>"
                                                            + " last value 6"),
                            line -> assertThat(line).contains("\"a\": 3 rows", "<> 3 rows"),
                            line -> assertThat(line).contains("\"b\": 1 rows"),
                            line -> assertThat(line).contains("\"d\": absent <> 0 rows"));
            assertThat(
                            DatabaseDigest.of(here)
                                    .withoutSequences()
                                    .diff(DatabaseDigest.of(there, "ours").withoutSequences()))
                    .hasSize(4);
        }
    }

    @Test
    void encodingDoesNotMatter() {
        var administration = TestServers.source().administration();
        administration.execute(
                "CREATE DATABASE digest_latin1 ENCODING LATIN1 LOCALE 'C' TEMPLATE template0");
        try (var here = TestServers.source().existing("digest_latin1");
                var there = TestServers.target().createDatabase()) {
            here.execute("CREATE TABLE t AS SELECT 'Grüße' AS x");
            there.execute("CREATE TABLE t AS SELECT 'Grüße' AS x");

            assertThat(DatabaseDigest.of(here).diff(DatabaseDigest.of(there))).isEmpty();
        }
    }
}
