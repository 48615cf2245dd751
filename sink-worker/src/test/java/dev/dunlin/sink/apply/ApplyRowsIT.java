package dev.dunlin.sink.apply;

import static dev.dunlin.sink.apply.BatchScript.UNCHANGED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dunlin.protocol.Report;
import dev.dunlin.testkit.TestDatabase;
import dev.dunlin.testkit.TestServers;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What each kind of change comes to on a real target. */
class ApplyRowsIT {

    private TestDatabase target;
    private ApplyBench bench;

    @BeforeEach
    void createTarget() {
        target = TestServers.target().createDatabase();
        bench = new ApplyBench(target);
    }

    @AfterEach
    void dropTarget() {
        target.close();
    }

    private List<String> rows(String table) {
        return target.column("SELECT t::text FROM " + table + " t ORDER BY 1");
    }

    private String oneByOne() {
        return bench.position("one_by_one");
    }

    @Test
    void changesOfManyTransactionsBecomeOneTransaction() {
        target.execute(
                "CREATE TABLE a (id int PRIMARY KEY, v text)",
                "INSERT INTO a VALUES (1, 'old'), (2, 'old'), (3, 'old'), (4, 'old')");
        BatchScript script = new BatchScript();
        script.begin().relation(0, "a", 'd', "*id integer", "v text");
        script.row('U', 0, "1", "x\ty\\z\n").row('I', 0, "5", null).commit();
        script.begin().row('U', 0, "1", "new").row('D', 0, "2", null).commit();
        script.begin().row('D', 0, "3", null).row('I', 0, "3", "again\t\\N").commit();
        script.begin().row('I', 0, "6", "gone").row('D', 0, "6", null).commit().cut();

        bench.apply(script);

        assertThat(rows("a")).containsExactly("(1,new)", "(3,\"again\t\\\\N\")", "(4,old)", "(5,)");
        assertThat(bench.position("changes || ' ' || transactions || ' ' || one_by_one"))
                .isEqualTo("8 4 0");
        assertThat(target.value("SELECT count(DISTINCT xmin::text) FROM a WHERE id <> 4"))
                .isEqualTo("1");
    }

    @Test
    void unchangedToastKeepsWhatTheTargetHas() {
        target.execute(
                "CREATE TABLE a (id int PRIMARY KEY, v text, w text)",
                "INSERT INTO a VALUES (1, 'v1', 'w1'), (2, 'v2', 'w2'), (3, 'v3', 'w3')");
        BatchScript script = new BatchScript();
        script.begin().relation(0, "a", 'd', "*id integer", "v text", "w text");
        script.row('U', 0, "1", UNCHANGED, "W1").row('U', 0, "2", "V2", UNCHANGED);
        script.row('U', 0, "3", "V3", UNCHANGED).row('U', 0, "3", UNCHANGED, "W3");
        script.row('I', 0, "4", "V4", "W4").row('U', 0, "4", UNCHANGED, "W44");
        script.rows('K', 0, Arrays.asList("2", null, null), List.of("22", UNCHANGED, "W22"));
        script.commit().cut();

        bench.apply(script);

        assertThat(rows("a"))
                .containsExactly("(1,v1,W1)", "(22,V2,W22)", "(3,V3,W3)", "(4,V4,W44)");
        assertThat(oneByOne()).isEqualTo("0");
    }

    @Test
    void keysThatAreEqualInSqlButNotAsTextKeepTheirOrder() {
        target.execute("CREATE TABLE a (id numeric PRIMARY KEY, v int)");
        BatchScript script = new BatchScript();
        script.begin().relation(0, "a", 'd', "*id numeric", "v integer");
        script.row('I', 0, "1.0", "1").row('U', 0, "1.00", "2").row('D', 0, "1", null);
        script.row('I', 0, "1.000", "3").row('I', 0, "2.0", "4").row('U', 0, "2", "5");
        script.commit().cut();

        bench.apply(script);

        assertThat(rows("a")).containsExactly("(1.000,3)", "(2.0,5)");
        assertThat(oneByOne()).isEqualTo("0");
    }

    @Test
    void oneOfSeveralEqualRowsWithoutKeyIsChanged() {
        target.execute(
                "CREATE TABLE a (x numeric, j json, b boolean, c char(5))",
                "INSERT INTO a VALUES (1.0, '{}', true, 'a'), (1.0, '{}', true, 'a'),"
                        + " (1.00, '{}', true, 'a'), (NULL, NULL, NULL, NULL)");
        BatchScript script = new BatchScript();
        script.begin()
                .relation(0, "a", 'f', "*x numeric", "*j json", "*b boolean", "*c character(5)");
        script.rows('O', 0, List.of("1.0", "{}", "t", "a    "), List.of("2", "{}", "f", "b    "));
        script.row('E', 0, "1.00", "{}", "t", "a    ").row('E', 0, null, null, null, null);
        script.row('I', 0, "2", "{}", "f", "b    ").commit().cut();

        bench.apply(script);

        assertThat(rows("a"))
                .containsExactly(
                        "(1.0,{},t,\"a    \")", "(2,{},f,\"b    \")", "(2,{},f,\"b    \")");
    }

    @Test
    void aWholeRowIdentityUsesThePrimaryKeyOfTheTarget() {
        target.execute(
                "CREATE TABLE a (v text, id int PRIMARY KEY)",
                "INSERT INTO a SELECT 'v', g FROM generate_series(1, 4) g");
        BatchScript script = new BatchScript();
        script.begin().relation(0, "a", 'f', "*v text", "*id integer");
        script.rows('O', 0, List.of("v", "1"), List.of("w", "1"));
        script.rows('O', 0, List.of("v", "2"), List.of("w", "20"));
        script.row('E', 0, "v", "3").commit().cut();

        bench.apply(script);

        assertThat(rows("a")).containsExactly("(v,4)", "(w,1)", "(w,20)");
        assertThat(oneByOne()).isEqualTo("0");
    }

    @Test
    void anIdentityThatIsNotThePrimaryKeyMayComeShort() {
        target.execute(
                "CREATE TABLE a (id int PRIMARY KEY, k text NOT NULL UNIQUE, v text)",
                "INSERT INTO a VALUES (1, 'one', 'v'), (2, 'two', 'v'), (3, 'three', 'v')");
        BatchScript script = new BatchScript();
        script.begin().relation(0, "a", 'i', "id integer", "*k text", "v text");
        script.row('D', 0, "one").row('U', 0, "20", "two", "w");
        script.rows('K', 0, List.of("three"), List.of("3", "drei", "v")).commit().cut();

        bench.apply(script);

        assertThat(rows("a")).containsExactly("(20,two,w)", "(3,drei,v)");
        assertThat(oneByOne()).isEqualTo("0");
    }

    @Test
    void swappedUniqueValuesArrive() {
        target.execute(
                "CREATE TABLE a (id int PRIMARY KEY, u text UNIQUE)",
                "INSERT INTO a VALUES (1, 'a'), (2, 'b'), (3, 'c')");
        BatchScript script = new BatchScript();
        script.begin().relation(0, "a", 'd', "*id integer", "u text");
        script.row('U', 0, "1", "tmp").row('U', 0, "2", "a").row('U', 0, "1", "b").commit();
        script.begin().row('D', 0, "3", null).row('I', 0, "4", "c").commit().cut();

        bench.apply(script);

        assertThat(rows("a")).containsExactly("(1,b)", "(2,a)", "(4,c)");
        assertThat(oneByOne()).isEqualTo("1");
    }

    @Test
    void truncateDividesWhatComesBeforeFromWhatComesAfter() {
        target.execute(
                "CREATE TABLE p (id int GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY)",
                "CREATE TABLE c (id int PRIMARY KEY REFERENCES p)",
                "INSERT INTO p SELECT FROM generate_series(1, 3)",
                "INSERT INTO c VALUES (1)");
        BatchScript script = new BatchScript();
        script.begin().relation(0, "p", 'd', "*id integer").relation(1, "c", 'd', "*id integer");
        script.row('I', 0, "9").row('D', 0, "1").truncate(3, 0, 1).row('I', 0, "9").commit().cut();

        bench.apply(script);

        assertThat(rows("p")).containsExactly("(9)");
        assertThat(rows("c")).isEmpty();
        assertThat(target.value("SELECT nextval('p_id_seq')")).isEqualTo("1");
        assertThat(oneByOne()).isEqualTo("0");
    }

    @Test
    void identityColumnsGeneratedAlwaysTakeTheSourcesValues() {
        target.execute(
                "CREATE TABLE a (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, v text,"
                        + " g text GENERATED ALWAYS AS (v || '!') STORED)",
                "CREATE TABLE b (k int PRIMARY KEY, n int GENERATED ALWAYS AS IDENTITY, v text)",
                "INSERT INTO a (v) VALUES ('one'), ('two')",
                "INSERT INTO b (k, v) VALUES (1, 'one'), (2, 'two')");
        BatchScript script = new BatchScript();
        script.begin().relation(0, "a", 'd', "*id integer", "v text");
        script.relation(1, "b", 'd', "*k integer", "n integer", "v text");
        script.row('I', 0, "7", "seven").row('U', 0, "1", "uno");
        script.rows('K', 0, Arrays.asList("2", null), List.of("22", UNCHANGED));
        script.row('U', 1, "1", "1", "uno").row('U', 1, "2", "20", UNCHANGED).commit().cut();

        bench.apply(script);

        assertThat(rows("a")).containsExactly("(1,uno,uno!)", "(22,two,two!)", "(7,seven,seven!)");
        assertThat(rows("b")).containsExactly("(1,1,uno)", "(2,20,two)");
    }

    @Test
    void partitionsAndParentsAreChangedAlone() {
        target.execute(
                "CREATE TABLE p (id int, r int, PRIMARY KEY (id, r)) PARTITION BY LIST (r)",
                "CREATE TABLE p1 PARTITION OF p FOR VALUES IN (1)",
                "CREATE TABLE p2 PARTITION OF p FOR VALUES IN (2)",
                "CREATE TABLE up (id int PRIMARY KEY)",
                "CREATE TABLE down () INHERITS (up)",
                "INSERT INTO p VALUES (1, 1)",
                "INSERT INTO up VALUES (1)",
                "INSERT INTO down VALUES (1)");
        BatchScript script = new BatchScript();
        script.begin().relation(0, "p1", 'd', "*id integer", "*r integer");
        script.relation(1, "p2", 'd', "*id integer", "*r integer");
        script.relation(2, "up", 'd', "*id integer");
        script.row('D', 0, "1", "1").row('I', 1, "1", "2").row('D', 2, "1").commit().cut();

        bench.apply(script);

        assertThat(target.column("SELECT tableoid::regclass || ' ' || id FROM p"))
                .containsExactly("p2 1");
        assertThat(target.column("SELECT tableoid::regclass::text FROM up"))
                .containsExactly("down");
    }

    @Test
    void valuesOfEveryTypeArriveThroughEveryStatement() {
        target.execute(
                "CREATE TYPE mood AS ENUM ('sad', 'glad')",
                "CREATE TYPE pair AS (x int, y text)",
                "CREATE DOMAIN small AS int CHECK (VALUE < 10)",
                "CREATE TABLE a (id mood PRIMARY KEY, p pair, s small, n int[], b bytea,"
                        + " i interval, j jsonb, v varchar(3), t bit(3), o point)",
                "INSERT INTO a (id) VALUES ('sad')");
        String[] values = {
            "(1,\"a b\")", "9", "{1,NULL}", "\\x00ff", "1 day", "{\"a\": 1}", "abc", "101", "(1,2)"
        };
        BatchScript script = new BatchScript();
        script.begin()
                .relation(
                        0,
                        "a",
                        'd',
                        "*id public.mood",
                        "p public.pair",
                        "s public.small",
                        "n integer[]",
                        "b bytea",
                        "i interval",
                        "j jsonb",
                        "v character varying(3)",
                        "t bit(3)",
                        "o point");
        for (String[] row : new String[][] {with("sad", values), with("glad", values)}) {
            script.row(row[0].equals("sad") ? 'U' : 'I', 0, row);
        }
        script.commit().cut();

        bench.apply(script);

        assertThat(
                        target.value(
                                "SELECT bool_and((p).y = 'a b' AND s = 9 AND n = '{1,NULL}'"
                                        + " AND b = '\\x00ff' AND i = '1 day' AND j->>'a' = '1'"
                                        + " AND v = 'abc' AND t = B'101' AND o[0] = 1)"
                                        + " || ' ' || count(*) FROM a"))
                .isEqualTo("true 2");
        assertThat(oneByOne()).isEqualTo("0");
    }

    /** A cast from text would know neither numbers nor the dash. */
    @Test
    void aRegclassMayBeANumberOrNone() {
        target.execute(
                "CREATE TABLE a (id int PRIMARY KEY, r regclass)",
                "INSERT INTO a VALUES (1), (2), (3)");
        BatchScript script = new BatchScript();
        script.begin().relation(0, "a", 'd', "*id integer", "r regclass");
        script.row('U', 0, "1", "-").row('U', 0, "2", "4294967295").row('U', 0, "3", "pg_class");
        script.rows('K', 0, Arrays.asList("1", null), List.of("11", "-")).commit().cut();

        bench.apply(script);

        assertThat(rows("a")).containsExactly("(11,-)", "(2,4294967295)", "(3,pg_class)");
    }

    private static String[] with(String first, String[] rest) {
        String[] all = new String[rest.length + 1];
        all[0] = first;
        System.arraycopy(rest, 0, all, 1, rest.length);
        return all;
    }

    @Test
    void aRowThatIsNotThereStopsApplyAndSaysItsKeyOnly() {
        target.execute("CREATE TABLE a (id int PRIMARY KEY, v text)");
        BatchScript script = new BatchScript();
        script.begin().relation(0, "a", 'd', "*id integer", "v text");
        script.row('I', 0, "1", "fine").commit().cut();
        script.begin().relation(0, "a", 'd', "*id integer", "v text");
        script.row('U', 0, "42", "secret").commit().cut();

        Report.JobFailed failed = bench.fail(script);

        assertThat(failed.failure().code()).isEqualTo("DUN-APPLY-ROW");
        assertThat(failed.failure().message())
                .contains("\"public\".\"a\"", "id = 42", "0/7D")
                .doesNotContain("secret");
    }

    @Test
    void triggersAndForeignKeysDoNotActAgain() {
        target.execute(
                "CREATE TABLE p (id int PRIMARY KEY)",
                "CREATE TABLE c (id int PRIMARY KEY REFERENCES p ON DELETE CASCADE)",
                "INSERT INTO p VALUES (1)",
                "INSERT INTO c VALUES (1)");
        BatchScript script = new BatchScript();
        script.begin().relation(0, "p", 'd', "*id integer").relation(1, "c", 'd', "*id integer");
        script.row('D', 0, "1").row('D', 1, "1").row('I', 1, "5").row('I', 0, "5");
        script.commit().cut();

        bench.apply(script);

        assertThat(rows("c")).containsExactly("(5)");
        assertThat(oneByOne()).isEqualTo("0");
    }
}
