package dev.dunlin.sink.apply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dunlin.protocol.Job;
import dev.dunlin.protocol.Report;
import dev.dunlin.protocol.TableName;
import dev.dunlin.testkit.Await;
import dev.dunlin.testkit.TestDatabase;
import dev.dunlin.testkit.TestServers;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The target as it was at one LSN of the source, while apply goes on; and what is left out. */
final class AnchoredSnapshotIT {

    private final TestDatabase target = TestServers.target().createDatabase();
    private final ApplyBench bench = new ApplyBench(target);
    private final BatchScript script = new BatchScript();

    @BeforeEach
    void tables() {
        target.execute(
                "CREATE TABLE a (id integer PRIMARY KEY)",
                "CREATE TABLE b (id integer PRIMARY KEY)");
    }

    @AfterEach
    void drop() {
        target.close();
    }

    private void insert(String table, int id) {
        script.begin()
                .relation(table.equals("a") ? 0 : 1, table, 'd', "*id integer")
                .row('I', table.equals("a") ? 0 : 1, Integer.toString(id))
                .commit();
    }

    private Job.ApplyChanges job(String anchorAt, List<TableName> skipped, int request) {
        Job.ApplyChanges like = bench.job();
        return new Job.ApplyChanges(
                like.migration(),
                like.database(),
                like.target(),
                like.partition(),
                like.patterns(),
                like.startLsn(),
                like.fence(),
                like.fences(),
                skipped,
                "",
                anchorAt,
                request);
    }

    @Test
    void showsExactlyWhatWasCommittedBeforeThePlaceAndApplyGoesOn() throws SQLException {
        insert("a", 1);
        insert("a", 2);
        String place = Lsn.text(script.end());
        insert("a", 3);
        insert("a", 4);
        bench.topic.addAll(script.cut().records());
        try (ApplyChangesJob job = bench.start(job(place, List.of(), 1))) {
            bench.awaitLsn(script.end());
            String snapshot = anchored(1).snapshot();
            assertThat(ids(snapshot)).containsExactly("1", "2");
            assertThat(ids("")).containsExactly("1", "2", "3", "4");

            job.update(job(place, List.of(), 2));
            assertThat(anchored(2).snapshot()).isEqualTo(snapshot);
            job.update(job("", List.of(), 3));
            Await.until("let go", () -> !held(snapshot));
        }
    }

    @Test
    void aPlaceThatWasPassedIsNotGuessed() {
        insert("a", 1);
        String place = Lsn.text(script.end());
        insert("a", 2);
        bench.topic.addAll(script.cut().records());
        try (ApplyChangesJob _ = bench.start(job("", List.of(), 1))) {
            bench.awaitLsn(script.end());
        }
        try (ApplyChangesJob _ = bench.start(job(place, List.of(), 2))) {
            assertThat(anchored(2).snapshot()).isEmpty();
        }
    }

    @Test
    void changesOfATableThatIsLeftOutArePassedOver() {
        insert("a", 1);
        insert("b", 1);
        insert("a", 2);
        bench.topic.addAll(script.cut().records());
        try (ApplyChangesJob _ = bench.start(job("", List.of(new TableName("public", "b")), 1))) {
            bench.awaitLsn(script.end());
        }
        assertThat(target.column("SELECT id FROM a ORDER BY 1")).containsExactly("1", "2");
        assertThat(target.column("SELECT id FROM b")).isEmpty();
    }

    private Report.TargetAnchored anchored(int request) {
        Await.until(
                "anchored for " + request,
                () ->
                        bench.context.reports(Report.TargetAnchored.class).stream()
                                .anyMatch(report -> report.request() == request));
        return bench.context.reports(Report.TargetAnchored.class).stream()
                .filter(report -> report.request() == request)
                .findFirst()
                .orElseThrow();
    }

    private boolean held(String snapshot) {
        try {
            return !ids(snapshot).isEmpty();
        } catch (SQLException e) {
            return false;
        }
    }

    private List<String> ids(String snapshot) throws SQLException {
        try (Connection connection = bench.connect(bench.job());
                Statement statement = connection.createStatement()) {
            statement.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ");
            if (!snapshot.isEmpty()) {
                statement.execute("SET TRANSACTION SNAPSHOT '" + snapshot + "'");
            }
            List<String> ids = new ArrayList<>();
            try (ResultSet row = statement.executeQuery("SELECT id FROM public.a ORDER BY 1")) {
                while (row.next()) {
                    ids.add(row.getString(1));
                }
            }
            return ids;
        }
    }
}
