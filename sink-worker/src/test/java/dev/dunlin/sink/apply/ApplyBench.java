package dev.dunlin.sink.apply;

import dev.dunlin.messaging.changes.ChangeBatch;
import dev.dunlin.postgres.PostgresConnector;
import dev.dunlin.postgres.Secrets;
import dev.dunlin.postgres.SessionSettings;
import dev.dunlin.protocol.DatabaseAddress;
import dev.dunlin.protocol.Endpoint;
import dev.dunlin.protocol.Job;
import dev.dunlin.protocol.MigrationName;
import dev.dunlin.protocol.Report;
import dev.dunlin.protocol.SecretRef;
import dev.dunlin.protocol.TableFence;
import dev.dunlin.protocol.TablePatterns;
import dev.dunlin.sink.RecordingContext;
import dev.dunlin.testkit.Await;
import dev.dunlin.testkit.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;

/** A target and a changes topic in memory. */
final class ApplyBench {

    final TestDatabase target;
    final RecordingContext context = new RecordingContext();
    final List<byte[]> topic = new CopyOnWriteArrayList<>();
    final List<Long> released = new CopyOnWriteArrayList<>();
    final String user;

    ApplyBench(TestDatabase target) {
        this(target, "postgres");
    }

    ApplyBench(TestDatabase target, String user) {
        this.target = target;
        this.user = user;
        target.execute("CREATE SCHEMA IF NOT EXISTS dunlin_ledger");
    }

    Job.ApplyChanges job(String fence, List<TableFence> fences, String pauseAt, int request) {
        return new Job.ApplyChanges(
                new MigrationName("move"),
                "shop",
                new DatabaseAddress(
                        new Endpoint(
                                "127.0.0.1", target.port(), user, new TreeMap<>(), SecretRef.NONE),
                        target.name()),
                0,
                TablePatterns.ALL,
                "0/64",
                fence,
                fences,
                List.of(),
                pauseAt,
                "",
                request);
    }

    Job.ApplyChanges job() {
        return job("", List.of(), "", 1);
    }

    ApplyChangesJob start(Job.ApplyChanges job) {
        return new ApplyChangesJob(this::connect, _ -> new Memory(), job, context).start();
    }

    Connection connect(Job.ApplyChanges job) throws SQLException {
        Connection connection =
                new PostgresConnector(new Secrets(Map.of()))
                        .open(
                                job.target(),
                                SessionSettings.target("dunlin apply")
                                        .with("client_encoding", "UTF8"));
        connection.setAutoCommit(false);
        return connection;
    }

    /** Applies what is in the topic and stops. */
    void apply(BatchScript script) {
        topic.clear();
        topic.addAll(script.records());
        try (ApplyChangesJob _ = start(job())) {
            awaitLsn(script.end());
        }
    }

    /** Applies until it fails. */
    Report.JobFailed fail(BatchScript script) {
        topic.clear();
        topic.addAll(script.records());
        try (ApplyChangesJob _ = start(job())) {
            Await.until("failed", () -> !context.reports(Report.JobFailed.class).isEmpty());
        }
        return context.reports(Report.JobFailed.class).getLast();
    }

    void awaitLsn(long lsn) {
        Await.until(
                "applied up to " + lsn,
                () -> {
                    List<Report.JobFailed> failed = context.reports(Report.JobFailed.class);
                    if (!failed.isEmpty()) {
                        throw new AssertionError(failed.getFirst().failure().toString());
                    }
                    return position("applied_lsn >= '0/0'::pg_lsn + " + lsn).equals("t");
                });
    }

    String position(String columns) {
        return target.value("SELECT " + columns + " FROM dunlin_ledger.apply_position");
    }

    /** The topic, read a few records at a time. */
    private final class Memory implements ChangesSource {

        private int next;

        @Override
        public void seek(long offset) {
            next = (int) offset;
        }

        @Override
        public List<ChangeBatch> poll(Duration timeout) {
            List<ChangeBatch> batches = new ArrayList<>();
            while (batches.size() < 16 && next < topic.size()) {
                batches.add(ChangeBatch.read(next, topic.get(next)));
                next++;
            }
            if (batches.isEmpty()) {
                LockSupport.parkNanos(timeout.toNanos());
            }
            return batches;
        }

        @Override
        public void release(long offset) {
            released.add(offset);
        }

        @Override
        public void close() {}
    }
}
