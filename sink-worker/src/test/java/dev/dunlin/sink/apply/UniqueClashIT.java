package dev.dunlin.sink.apply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dunlin.protocol.Report;
import dev.dunlin.testkit.TestDatabase;
import dev.dunlin.testkit.TestServers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Unique values that change places within a group. Sequences, which no rollback takes back, count
 * the statements each table saw.
 */
class UniqueClashIT {

    private static final int ROWS = 1_000;

    private final BatchScript script = new BatchScript();
    private TestDatabase target;
    private ApplyBench bench;

    @BeforeEach
    void createTarget() {
        target = TestServers.target().createDatabase();
        bench = new ApplyBench(target);
        target.execute(
                "CREATE TABLE badge (id int PRIMARY KEY, label text UNIQUE)",
                "CREATE TABLE plain (id int PRIMARY KEY, v text)",
                "INSERT INTO badge VALUES (1, 'a'), (2, 'b')",
                "INSERT INTO plain SELECT g, 'old' FROM generate_series(1, " + ROWS + ") g");
        count("badge");
        count("plain");
    }

    @AfterEach
    void dropTarget() {
        target.close();
    }

    private void count(String table) {
        target.execute(
                "CREATE SEQUENCE count_" + table,
                "CREATE FUNCTION count_%1$s() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM"
                                .formatted(table)
                        + " nextval('public.count_"
                        + table
                        + "'); RETURN NULL; END $$",
                "CREATE TRIGGER counts BEFORE UPDATE OR DELETE ON "
                        + table
                        + " EXECUTE FUNCTION count_"
                        + table
                        + "()",
                "ALTER TABLE " + table + " ENABLE ALWAYS TRIGGER counts");
    }

    private String statements() {
        return target.value(
                "SELECT (SELECT last_value FROM count_badge) || ' ' || (SELECT CASE WHEN"
                        + " is_called THEN last_value ELSE 0 END FROM count_plain)");
    }

    private BatchScript begin() {
        return script.begin()
                .relation(0, "badge", 'd', "*id integer", "label text")
                .relation(1, "plain", 'd', "*id integer", "v text");
    }

    /** 1 and 2 exchange their labels, as the source has to do it. */
    private void swap(String first, String second) {
        script.row('U', 0, "1", "between").row('U', 0, "2", first).row('U', 0, "1", second);
    }

    private void changePlain(String value) {
        for (int i = 1; i <= ROWS; i++) {
            script.row('U', 1, String.valueOf(i), value);
        }
    }

    @Test
    void onlyTheTableThatClashesHasItsRowsReplacedAndIsNotTriedInVainAgain() {
        begin();
        swap("a", "b");
        changePlain("one");
        script.marker(1).commit().cut();
        begin();
        swap("b", "a");
        changePlain("two");
        script.marker(2).commit().cut();

        bench.apply(script);

        assertThat(target.column("SELECT label FROM badge ORDER BY id")).containsExactly("a", "b");
        assertThat(target.column("SELECT DISTINCT v FROM plain")).containsExactly("two");
        // The update that failed, and for each group one delete; one update for each group.
        assertThat(statements()).isEqualTo("3 2");
        assertThat(bench.position("one_by_one")).isEqualTo("2");
    }

    @Test
    void aFragmentOfALargeTransactionIsBegunAgainAlone() {
        begin();
        for (int i = 1; i <= 60_000; i++) {
            script.row('I', 1, String.valueOf(ROWS + i), "large");
        }
        script.cut();
        script.relation(0, "badge", 'd', "*id integer", "label text");
        script.relation(1, "plain", 'd', "*id integer", "v text");
        swap("a", "b");
        script.row('I', 1, "100000", "last").commit().cut();

        bench.apply(script);

        assertThat(target.column("SELECT label FROM badge ORDER BY id")).containsExactly("b", "a");
        assertThat(target.value("SELECT count(*) FROM plain WHERE v <> 'old'")).isEqualTo("60001");
        assertThat(bench.position("one_by_one || ' ' || transactions")).isEqualTo("1 1");
    }

    @Test
    void aClashThatReplacingDoesNotSolveIsNamed() {
        target.execute("INSERT INTO badge VALUES (3, 'somebody else''s')");
        begin().row('U', 1, "1", "before").commit();
        begin().row('U', 0, "1", "somebody else's").commit().cut();

        Report.JobFailed failed = bench.fail(script);

        assertThat(failed.failure().message())
                .contains("an update of table \"public\".\"badge\" with id = 1", "23505")
                .doesNotContain("somebody");
    }

    @Test
    void valuesThatAreFreedMayBeTakenUp() {
        begin().row('D', 0, "2", null);
        for (int i = 3; i <= 40; i++) {
            script.row('I', 0, String.valueOf(i), "b");
            script.row('U', 0, String.valueOf(i), "b" + i);
        }
        script.row('U', 0, "1", "b").row('I', 0, "2", "a").commit().cut();

        bench.apply(script);

        assertThat(
                        target.value(
                                "SELECT string_agg(label, ' ' ORDER BY id) FROM badge"
                                        + " WHERE id < 5"))
                .isEqualTo("b a b3 b4");
        assertThat(target.value("SELECT count(*) FROM badge")).isEqualTo("40");
    }

    @Test
    void unchangedValuesSurviveBeingReplaced() {
        target.execute(
                "CREATE TABLE kept (n int GENERATED ALWAYS AS IDENTITY, id int PRIMARY KEY,"
                        + " u text UNIQUE, big text, other text, g text GENERATED ALWAYS AS"
                        + " (u || '!') STORED)",
                "INSERT INTO kept (id, u, big, other) VALUES (1, 'a', 'big1', 'o1'),"
                        + " (2, 'b', 'big2', NULL), (3, 'c', NULL, 'o3'), (4, 'd', 'big4', 'o4')");
        script.begin()
                .relation(
                        0,
                        "kept",
                        'd',
                        "n integer",
                        "*id integer",
                        "u text",
                        "big text",
                        "other text");
        script.row('U', 0, "1", "1", "b", BatchScript.UNCHANGED, "O1");
        script.row('U', 0, "2", "2", "c", BatchScript.UNCHANGED, BatchScript.UNCHANGED);
        script.row('U', 0, "30", "3", "d", BatchScript.UNCHANGED, null);
        script.row('U', 0, "4", "4", "a", "BIG4", "o4").commit().cut();

        bench.apply(script);

        assertThat(target.column("SELECT k::text FROM kept k ORDER BY id"))
                .containsExactly(
                        "(1,1,b,big1,O1,b!)",
                        "(2,2,c,big2,,c!)",
                        "(30,3,d,,,d!)",
                        "(4,4,a,BIG4,o4,a!)");
        assertThat(bench.position("one_by_one")).isEqualTo("1");
    }
}
