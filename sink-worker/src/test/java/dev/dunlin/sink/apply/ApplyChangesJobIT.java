package dev.dunlin.sink.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import dev.dunlin.protocol.Job;
import dev.dunlin.protocol.Position;
import dev.dunlin.protocol.Report;
import dev.dunlin.protocol.TableFence;
import dev.dunlin.protocol.TableName;
import dev.dunlin.protocol.TablePatterns;
import dev.dunlin.testkit.Await;
import dev.dunlin.testkit.TestDatabase;
import dev.dunlin.testkit.TestServers;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Restarts, repeated captures, pauses and markers on a real target. */
class ApplyChangesJobIT {

    private TestDatabase target;
    private ApplyBench bench;
    private final BatchScript script = new BatchScript();

    @BeforeEach
    void createTarget() {
        target = TestServers.target().createDatabase();
        target.execute("CREATE TABLE a (id int PRIMARY KEY)");
        bench = new ApplyBench(target);
    }

    @AfterEach
    void dropTarget() {
        target.close();
    }

    private BatchScript begin() {
        return script.begin().relation(0, "a", 'd', "*id integer");
    }

    private void insert(int... ids) {
        begin();
        for (int id : ids) {
            script.row('I', 0, String.valueOf(id));
        }
        script.commit();
    }

    private List<String> ids() {
        return target.column("SELECT id FROM a ORDER BY id");
    }

    private void deliver() {
        while (bench.topic.size() < script.records().size()) {
            bench.topic.add(script.records().get(bench.topic.size()));
        }
    }

    private String code() {
        return bench.context.reports(Report.JobFailed.class).getLast().failure().code();
    }

    private void awaitFailures(int count) {
        Await.until("failed", () -> bench.context.reports(Report.JobFailed.class).size() == count);
    }

    @Test
    void anotherJobGoesOnWhereTheFirstWasStopped() {
        insert(1);
        insert(2);
        script.cut();
        deliver();
        try (ApplyChangesJob _ = bench.start(bench.job())) {
            bench.awaitLsn(script.end());
        }
        insert(3);
        script.cut();
        deliver();
        try (ApplyChangesJob _ = bench.start(bench.job())) {
            bench.awaitLsn(script.end());
            Await.until("records are released", () -> bench.released.contains(2L));
            Await.until("position", () -> !bench.context.positions().isEmpty());
        }
        assertThat(ids()).containsExactly("1", "2", "3");
        assertThat(bench.position("kafka_offset || ' ' || transactions")).isEqualTo("2 3");
        assertThat(bench.context.positions().getLast())
                .isInstanceOfSatisfying(
                        Position.Applied.class,
                        applied -> assertThat(applied.commitTime()).isGreaterThan(1_600_000_000L));
    }

    @Test
    void anApplierThatWasTakenForDeadCommitsNothing() throws SQLException {
        try (Connection connection = bench.connect(bench.job())) {
            PositionRow row = new PositionRow(connection, "shop");
            Applied before = row.open(100);
            insert(1);
            bench.apply(script.cut());

            assertThatThrownBy(() -> row.lock(before)).hasMessageContaining("DUN-APPLY-OVERTAKEN");
            assertThatThrownBy(() -> row.move(before, before))
                    .hasMessageContaining("DUN-APPLY-OVERTAKEN");
        }
    }

    @Test
    void twoAppliersAtOnceApplyEverythingOnce() {
        for (int i = 0; i < 300; i++) {
            insert(i);
            script.cut();
        }
        try (ApplyChangesJob _ = bench.start(bench.job());
                ApplyChangesJob _ = bench.start(bench.job())) {
            deliver();
            bench.awaitLsn(script.end());
        }
        assertThat(target.value("SELECT count(*) FROM a")).isEqualTo("300");
        assertThat(bench.position("transactions || ' ' || one_by_one")).isEqualTo("300 0");
    }

    @Test
    void whatANewCaptureRepeatsIsPassedOverAndWhatADeadOneWritesIsDropped() {
        insert(1);
        insert(2);
        script.cut().newEpoch(100);
        insert(1);
        insert(2);
        insert(3);
        script.cut().epoch(1);
        insert(99);
        script.cut().epoch(2);
        BatchScript all = script;
        bench.topic.addAll(all.records());
        try (ApplyChangesJob _ = bench.start(bench.job())) {
            bench.awaitLsn(145);
            Await.until("read", () -> bench.position("applied_lsn").equals("0/91"));
        }
        assertThat(ids()).containsExactly("1", "2", "3");
    }

    @Test
    void aHoleStopsBeforeAnythingBehindIt() {
        insert(1);
        script.cut();
        insert(2);
        script.skipSequence().cut();
        assertThat(bench.fail(script).failure().code()).isEqualTo("DUN-APPLY-HOLE");
        assertThat(ids()).doesNotContain("2");
    }

    @Test
    void aNewCaptureThatBeginsBehindWhatWasSeenIsAHole() {
        insert(1);
        script.cut().newEpoch(5000);
        insert(2);
        assertThat(bench.fail(script.cut()).failure().code()).isEqualTo("DUN-APPLY-HOLE");
    }

    @Test
    void aTransactionOfManyBatchesIsCommittedAsOneAlsoAfterARestart() {
        insert(-1);
        begin();
        for (int batch = 0; batch < 8; batch++) {
            for (int i = 0; i < 20_000; i++) {
                script.row('I', 0, String.valueOf(batch * 20_000 + i));
            }
            script.cut().relation(0, "a", 'd', "*id integer");
        }
        deliver();
        try (ApplyChangesJob _ = bench.start(bench.job())) {
            bench.awaitLsn(115);
            Await.until("fragments are applied", () -> writing());
            assertThat(ids()).containsExactly("-1");
        }
        script.row('D', 0, "7").commit();
        insert(-2);
        script.cut();
        deliver();
        try (ApplyChangesJob _ = bench.start(bench.job())) {
            bench.awaitLsn(script.end());
        }
        assertThat(target.value("SELECT count(*) FROM a")).isEqualTo("160001");
        assertThat(bench.position("version")).isIn("2", "3");
        assertThat(bench.position("changes")).isEqualTo("160003");
    }

    private boolean writing() {
        return target.value(
                        "SELECT count(*) FROM pg_stat_activity WHERE state = 'idle in transaction'"
                                + " AND application_name = 'dunlin apply'"
                                + " AND datname = current_database() AND backend_xid IS NOT NULL")
                .equals("1");
    }

    @Test
    void theUnfinishedTransactionOfADeadCaptureIsDiscarded() {
        insert(1);
        begin();
        for (int i = 10; i < 60_010; i++) {
            script.row('I', 0, String.valueOf(i));
        }
        script.cut().relation(0, "a", 'd', "*id integer").row('I', 0, "5").cut();
        script.newEpoch(115);
        begin().row('I', 0, "10").commit().cut();
        bench.apply(script);
        assertThat(ids()).containsExactly("1", "10");
    }

    @Test
    void markersCountWhatCameBetweenThemAlsoAcrossRestarts() {
        script.begin().marker(1).commit();
        insert(1, 2);
        script.cut();
        bench.apply(script);
        insert(3);
        begin().row('D', 0, "1").marker(2).commit();
        insert(4);
        script.begin().marker(2).commit();
        script.begin().marker(3).commit().cut();
        deliver();
        try (ApplyChangesJob _ = bench.start(bench.job())) {
            bench.awaitLsn(script.end());
            Await.until("reported", () -> last().number() == 3);
        }
        assertThat(bench.context.reports(Report.MarkerApplied.class))
                .extracting(Report.MarkerApplied::number, Report.MarkerApplied::changes)
                .contains(tuple(1, 0L), tuple(2, 4L), tuple(3, 1L));
        assertThat(last().lsn()).isEqualTo(Lsn.text(script.end()));
    }

    private Report.MarkerApplied last() {
        return bench.context.reports(Report.MarkerApplied.class).getLast();
    }

    @Test
    void applyHoldsWhereItIsToldToAndGoesOnWhenToldTo() {
        insert(1);
        insert(2);
        insert(3);
        script.cut();
        deliver();
        String second = Lsn.text(130);
        try (ApplyChangesJob job = bench.start(bench.job("", List.of(), second, 1))) {
            Await.until("paused", () -> paused() == 1);
            assertThat(ids()).containsExactly("1", "2");
            job.update(bench.job("", List.of(), second, 2));
            Await.until("said again", () -> paused() == 2);
            job.update(bench.job("", List.of(), "", 3));
            bench.awaitLsn(script.end());
        }
        assertThat(ids()).containsExactly("1", "2", "3");
        assertThat(bench.context.reports(Report.ApplyPaused.class).getFirst().lsn())
                .isEqualTo(second);
    }

    private int paused() {
        return bench.context.reports(Report.ApplyPaused.class).size();
    }

    @Test
    void changesBeforeATablesFenceAreInTheCopy() {
        target.execute("CREATE TABLE b (id int PRIMARY KEY)");
        for (int i = 0; i < 3; i++) {
            insert(i);
            script.begin().relation(1, "b", 'd', "*id integer");
            script.row('I', 1, String.valueOf(i)).commit();
        }
        script.cut();
        deliver();
        TableFence later = new TableFence(new TableName("public", "b"), Lsn.text(185));
        var job = bench.job(Lsn.text(140), List.of(later), "", 1);
        try (ApplyChangesJob _ = bench.start(job)) {
            bench.awaitLsn(script.end());
        }
        assertThat(ids()).containsExactly("1", "2");
        assertThat(target.column("SELECT id FROM b")).containsExactly("2");
    }

    @Test
    void aChangedTableStopsBehindAllThatFitsAndGoesOnAfterTheSameDdl() {
        insert(1);
        script.begin().relation(0, "a", 'd', "*id integer", "extra text");
        script.row('I', 0, "2", "x").commit().cut();
        deliver();
        try (ApplyChangesJob job = bench.start(bench.job())) {
            awaitFailures(1);
            assertThat(code()).isEqualTo("DUN-SRC-DDL");
            assertThat(bench.context.reports(Report.JobFailed.class).getFirst().failure().message())
                    .contains("\"public\".\"a\"", "\"extra\"");
            assertThat(ids()).containsExactly("1");
            target.execute("ALTER TABLE a ADD extra text");
            job.update(bench.job("", List.of(), "", 2));
            Await.until("goes on", () -> ids().size() == 2);
        }
    }

    @Test
    void tablesThatAreMissingOrOfOtherTypesStop() {
        script.begin().relation(0, "nowhere", 'd', "*id integer").row('I', 0, "1").commit().cut();
        assertThat(bench.fail(script).failure().message()).contains("\"nowhere\"", "not on");
        script.newEpoch(100).begin().relation(0, "a", 'd', "*id bigint").row('I', 0, "1");
        assertThat(bench.fail(script.commit().cut()).failure().code()).isEqualTo("DUN-SRC-DDL");
    }

    @Test
    void whatWasIncludedUnderAnotherNameIsNotPassedOver() {
        script.begin().relation(0, "a_2027", 'd', "*id integer").row('I', 0, "1").commit().cut();
        deliver();
        Job.ApplyChanges like = bench.job();
        Job.ApplyChanges job =
                new Job.ApplyChanges(
                        like.migration(),
                        like.database(),
                        like.target(),
                        like.partition(),
                        new TablePatterns(List.of("public.a"), List.of("public.b")),
                        like.startLsn(),
                        like.fence(),
                        like.fences(),
                        like.skipped(),
                        like.pauseAt(),
                        like.anchorAt(),
                        like.request());
        try (ApplyChangesJob _ = bench.start(job)) {
            awaitFailures(1);
            assertThat(code()).isEqualTo("DUN-SRC-DDL");
        }
    }

    @Test
    void aUserWhoMayNotSilenceTriggersIsRefused() {
        String user = "u" + target.name();
        target.execute(
                "CREATE ROLE " + user + " LOGIN", "GRANT ALL ON SCHEMA dunlin_ledger TO " + user);
        ApplyBench other = new ApplyBench(target, user);
        insert(1);
        Report.JobFailed failed = other.fail(script.cut());
        target.execute("DROP OWNED BY " + user, "DROP ROLE " + user);
        assertThat(failed.failure().code()).isEqualTo("DUN-TGT-REPLICA-ROLE");
    }

    @Test
    void aKilledBackendIsReplaced() {
        insert(1);
        script.cut();
        deliver();
        try (ApplyChangesJob _ = bench.start(bench.job())) {
            bench.awaitLsn(script.end());
            target.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                            + " WHERE application_name = 'dunlin apply'"
                            + " AND datname = current_database()");
            insert(2);
            script.cut();
            deliver();
            bench.awaitLsn(script.end());
        }
        assertThat(ids()).containsExactly("1", "2");
    }
}
