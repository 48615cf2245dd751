package dev.dunlin.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dunlin.testkit.TestDatabase;
import dev.dunlin.testkit.TestServers;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody else changes the target, so that changes of the source cannot be applied. */
@Tag("soak")
final class OnlineRowFailureIT {

    private static final int FAILED = 7;
    private static final String LSN = "[0-9A-F]+/[0-9A-F]+";

    @TempDir private Path home;

    @Test
    void what_cannot_be_applied_is_named_and_after_mending_the_same_command_goes_on()
            throws Exception {
        try (TestDatabase source = TestServers.source().createDatabase();
                TestDatabase target = TestServers.target().createDatabase();
                OnlineRun run = new OnlineRun(home, source, target)) {
            source.execute(
                    "CREATE TABLE item (id int PRIMARY KEY, code text UNIQUE, secret text)",
                    "INSERT INTO item SELECT g, 'c' || g, 'hush' FROM generate_series(1, 100) g");
            run.start();
            run.awaitReady();

            target.execute("DELETE FROM item WHERE id = 5");
            source.execute("UPDATE item SET secret = 'hush hush' WHERE id = 5");
            fails(run, "an update of table \"public\".\"item\" with id = 5", "02000");

            target.execute(
                    "INSERT INTO item VALUES (5, 'c5', 'hush')",
                    "UPDATE item SET code = 'taken' WHERE id = 9");
            source.execute("INSERT INTO item VALUES (101, 'taken', 'hush')");
            run.start();
            fails(run, "an insert of table \"public\".\"item\" with id = 101", "23505");

            target.execute("UPDATE item SET code = 'c9' WHERE id = 9");
            run.start();
            run.awaitReady();
            run.succeed();
            assertThat(target.value("SELECT secret FROM item WHERE id = 5")).isEqualTo("hush hush");
            OnlineRun.assertEqual(source, target);
        }
    }

    private static void fails(OnlineRun run, String change, String state) throws Exception {
        assertThat(run.process().await()).as(run.process().errors()).isEqualTo(FAILED);
        assertThat(run.process().output() + run.process().errors())
                .contains("DUN-APPLY-ROW", change, "SQLSTATE " + state)
                .containsPattern("committed at " + LSN + " on the source")
                .doesNotContain("hush");
    }
}
