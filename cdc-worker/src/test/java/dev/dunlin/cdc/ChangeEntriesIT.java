package dev.dunlin.cdc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dunlin.protocol.TablePatterns;
import dev.dunlin.testkit.TestServers;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What becomes of each kind of change. */
class ChangeEntriesIT {

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
                    .hasToString(prepared.warnings().getFirst().toString());
            try (var _ = fixture.capture(fixture.job(patterns, prepared.startLsn()))) {
                database.execute(
                        "CREATE TABLE p3 PARTITION OF p FOR VALUES FROM (20) TO (30)",
                        "INSERT INTO other VALUES (1)",
                        "INSERT INTO p VALUES (1), (11), (21)");
                assertThat(fixture.rows()).containsExactly("I public.p1 (1)", "I public.p3 (21)");
            }
        }
    }
}
