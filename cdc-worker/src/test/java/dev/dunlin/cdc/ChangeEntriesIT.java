package dev.dunlin.cdc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dunlin.protocol.TablePatterns;
import dev.dunlin.testkit.TestServers;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What becomes of each kind of change. */
class ChangeEntriesIT {

    private static final List<String> VALUES =
            List.of(
                    "true::boolean",
                    "'-9223372036854775808'::bigint",
                    "'0.1'::float8",
                    "'0.30000000000000004'::float8",
                    "'NaN'::float8",
                    "'-Infinity'::float4",
                    "'12345678901234567890.123400'::numeric",
                    "'Infinity'::numeric",
                    "E' a\\t\\nü😀 '::text",
                    "'ab'::char(5)",
                    "'\\x00ff'::bytea",
                    "'infinity'::date",
                    "'4713-01-01 BC'::date",
                    "'294276-12-31 23:59:59.999999'::timestamp",
                    "'2026-03-29 01:30:00.1+05:30'::timestamptz",
                    "'24:00:00+05:30'::timetz",
                    "'-1 mon 2 days -00:00:00.5'::interval",
                    "B'0001'::varbit",
                    "'{{1,NULL},{3,4}}'::int[]",
                    "'{NULL,\"NULL\",\"a b\"}'::text[]",
                    "'{NaN,1.50}'::numeric[]",
                    "'{\"a\":  1}'::json",
                    "'{\"a\":  1}'::jsonb",
                    "'[1,5)'::int4range",
                    "'{[1,3),[5,7)}'::int4multirange",
                    "'not so'::mood",
                    "'{sad,\"not so\"}'::mood[]",
                    "'(1,\"a,b\")'::pair",
                    "'<a> x </a>'::xml",
                    "'(1,2)'::point",
                    "'1.2.3.4/24'::inet",
                    "'a:1 b:2A'::tsvector",
                    "'0/16B3748'::pg_lsn",
                    "'4294967295'::oid");

    @Test
    void each_kind_of_change_has_its_entry() throws Exception {
        try (var database = TestServers.source().createDatabase("kinds");
                var fixture = new CaptureFixture(database)) {
            database.execute(
                    "CREATE TABLE k (id int PRIMARY KEY, v text, big text)",
                    "CREATE TABLE f (a int, b text)",
                    "ALTER TABLE f REPLICA IDENTITY FULL",
                    "ALTER TABLE k ALTER big SET STORAGE EXTERNAL");
            try (var _ = fixture.capture()) {
                database.execute(
                        "INSERT INTO k VALUES (1, 'é', repeat('x', 9000)), (2, NULL, 'b')",
                        "UPDATE k SET v = 'w' WHERE id = 1",
                        "UPDATE k SET id = 3 WHERE id = 2",
                        "DELETE FROM k WHERE id = 1",
                        "INSERT INTO f VALUES (1, 'p')",
                        "UPDATE f SET b = 'q'",
                        "DELETE FROM f",
                        "BEGIN; INSERT INTO f VALUES (7, 'gone'); ROLLBACK",
                        "BEGIN; SAVEPOINT s; INSERT INTO f VALUES (8, 'gone'); ROLLBACK TO s;"
                                + " INSERT INTO f VALUES (9, 'stays'); COMMIT",
                        "TRUNCATE k, f RESTART IDENTITY CASCADE");
                String x = "x".repeat(9000);
                assertThat(fixture.rows())
                        .containsExactly(
                                "I public.k (1|é|" + x + ")",
                                "I public.k (2|∅|b)",
                                "U public.k (1|w|=)",
                                "K public.k (2) -> (3|∅|b)",
                                "D public.k (1)",
                                "I public.f (1|p)",
                                "O public.f (1|p) -> (1|q)",
                                "E public.f (1|q)",
                                "I public.f (9|stays)",
                                "T 3 public.k public.f");
                assertThat(fixture.all())
                        .contains(
                                "R public.k d *id:integer v:text big:text",
                                "R public.f f *a:integer *b:text");
            }
        }
    }

    @Test
    void names_and_types_are_exact_and_follow_changes_of_the_table() throws Exception {
        try (var database = TestServers.source().createDatabase("names");
                var fixture = new CaptureFixture(database)) {
            database.execute(
                    "CREATE SCHEMA \"a.b\"",
                    "CREATE TYPE \"a.b\".\"Mood\" AS ENUM ('ok')",
                    "CREATE TABLE \"a.b\".\"T\"\"x.Y\" (\"Id\" int PRIMARY KEY, \"id\" varchar(7),"
                            + " \"\"\"q\"\"\" \"a.b\".\"Mood\")");
            try (var _ = fixture.capture()) {
                database.execute(
                        "INSERT INTO \"a.b\".\"T\"\"x.Y\" VALUES (1, 'i', 'ok')",
                        "ALTER TABLE \"a.b\".\"T\"\"x.Y\" ALTER \"id\" TYPE varchar(9)",
                        "INSERT INTO \"a.b\".\"T\"\"x.Y\" VALUES (2, 'i', 'ok')");
                assertThat(fixture.entries())
                        .containsSubsequence(
                                "R a.b.T\"x.Y d *Id:integer id:character varying(7)"
                                        + " \"q\":\"a.b\".\"Mood\"",
                                "I a.b.T\"x.Y (1|i|ok)",
                                "R a.b.T\"x.Y d *Id:integer id:character varying(9)"
                                        + " \"q\":\"a.b\".\"Mood\"",
                                "I a.b.T\"x.Y (2|i|ok)");
            }
        }
    }

    @Test
    void tables_that_stay_are_left_out_and_new_partitions_are_not() throws Exception {
        try (var database = TestServers.source().createDatabase("patterns");
                var fixture = new CaptureFixture(database)) {
            database.execute(
                    "CREATE TABLE p (id int PRIMARY KEY) PARTITION BY RANGE (id)",
                    "CREATE TABLE p1 PARTITION OF p FOR VALUES FROM (0) TO (10)",
                    "CREATE TABLE p2 PARTITION OF p FOR VALUES FROM (10) TO (20)",
                    "CREATE TABLE other (id int PRIMARY KEY)",
                    "CREATE UNLOGGED TABLE fleeting (id int)");
            TablePatterns patterns =
                    new TablePatterns(List.of("public.*"), List.of("public.p2", "public.other"));
            var prepared = fixture.prepare(patterns);
            assertThat(prepared.warnings())
                    .singleElement()
                    .satisfies(w -> assertThat(w.message()).contains("\"fleeting\""));
            try (var _ = fixture.capture(fixture.job(patterns, prepared.startLsn()))) {
                database.execute(
                        "CREATE TABLE p3 PARTITION OF p FOR VALUES FROM (20) TO (30)",
                        "INSERT INTO other VALUES (1)",
                        "INSERT INTO p VALUES (1), (11), (21)");
                assertThat(fixture.rows()).containsExactly("I public.p1 (1)", "I public.p3 (21)");
            }
        }
    }

    @Test
    void tables_that_were_included_by_another_name_are_followed() throws Exception {
        try (var database = TestServers.source().createDatabase("renamed");
                var fixture = new CaptureFixture(database)) {
            database.execute(
                    "CREATE TABLE a (id int PRIMARY KEY)",
                    "CREATE TABLE p (id int PRIMARY KEY) PARTITION BY RANGE (id)");
            TablePatterns patterns =
                    new TablePatterns(List.of("public.a", "public.p"), List.of("public.c"));
            var prepared = fixture.prepare(patterns);
            database.execute(
                    "ALTER TABLE a RENAME TO b",
                    "CREATE TABLE p1 PARTITION OF p FOR VALUES FROM (0) TO (10)");
            try (var _ = fixture.capture(fixture.job(patterns, prepared.startLsn()))) {
                database.execute("INSERT INTO b VALUES (1)", "INSERT INTO p VALUES (2)");
                assertThat(fixture.rows()).containsExactly("I public.b (1)", "I public.p1 (2)");
            }
        }
    }

    @Test
    void every_value_arrives_as_the_servers_own_text() throws Exception {
        try (var database = TestServers.source().createDatabase("types");
                var fixture = new CaptureFixture(database)) {
            StringBuilder columns = new StringBuilder();
            for (String value : VALUES) {
                String type = value.substring(value.lastIndexOf("::") + 2);
                columns.append(", c").append(columns.length()).append(' ').append(type);
            }
            String alter = "ALTER DATABASE \"" + database.name() + "\" SET ";
            database.execute(
                    alter + "DateStyle = 'German'",
                    alter + "extra_float_digits = 0",
                    alter + "IntervalStyle = 'iso_8601'",
                    alter + "bytea_output = 'escape'",
                    alter + "TimeZone = 'Asia/Kolkata'",
                    "CREATE TYPE mood AS ENUM ('sad', 'not so')",
                    "CREATE TYPE pair AS (a int, b text)",
                    "CREATE TABLE t (id int PRIMARY KEY" + columns + ")");
            try (var _ = fixture.capture();
                    var connection = database.connect();
                    var statement = connection.createStatement()) {
                statement.execute(
                        "SET DateStyle = 'ISO, MDY'; SET extra_float_digits = 3;"
                                + " SET IntervalStyle = 'postgres'; SET bytea_output = 'hex';"
                                + " SET TimeZone = 'UTC'");
                statement.execute("INSERT INTO t VALUES (0, " + String.join(", ", VALUES) + ")");
                List<String> texts = new ArrayList<>(List.of("0"));
                for (String value : VALUES) {
                    // Through concat, because a cast of char(n) to text drops its blanks.
                    try (var row = statement.executeQuery("SELECT concat(" + value + ")")) {
                        row.next();
                        texts.add(row.getString(1));
                    }
                }
                assertThat(fixture.rows())
                        .containsExactly("I public.t (" + String.join("|", texts) + ")");
            }
        }
    }
}
