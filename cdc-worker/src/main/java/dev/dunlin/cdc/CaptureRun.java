package dev.dunlin.cdc;

import dev.dunlin.messaging.ErrorText;
import dev.dunlin.messaging.KafkaCluster;
import dev.dunlin.messaging.WorkContext;
import dev.dunlin.messaging.changes.ChangesWriter;
import dev.dunlin.messaging.changes.Published;
import dev.dunlin.postgres.SqlFailures;
import dev.dunlin.postgres.TextLimits;
import dev.dunlin.protocol.CaptureNames;
import dev.dunlin.protocol.Failure;
import dev.dunlin.protocol.FailureException;
import dev.dunlin.protocol.FailureKind;
import dev.dunlin.protocol.Job.CaptureChanges;
import dev.dunlin.protocol.Position;
import dev.dunlin.protocol.Side;
import dev.dunlin.protocol.Topics;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One run of capture: from what the slot has confirmed, under an epoch of its own, until it is
 * stopped or fails. The thread that runs it beats the heart and watches the source meanwhile.
 */
final class CaptureRun {

    private static final Logger log = LoggerFactory.getLogger(CaptureRun.class);
    private static final Duration TICK = Duration.ofSeconds(1);

    private final KafkaCluster cluster;
    private final SourceSessions sessions;
    private final CaptureChanges job;
    private final CaptureNames names;
    private final WorkContext context;
    private final SourceWatch watch;
    private @Nullable ChangeTap tapped;

    CaptureRun(
            KafkaCluster cluster,
            SourceSessions sessions,
            CaptureChanges job,
            WorkContext context,
            SourceWatch watch) {
        this.cluster = cluster;
        this.sessions = sessions;
        this.job = job;
        this.names = CaptureNames.of(job.migration(), job.source().database());
        this.context = context;
        this.watch = watch;
    }

    /**
     * Captures until {@code stopped} or a failure.
     *
     * @param known the last position this job may have confirmed; 0 when it does not know
     */
    void run(long known, BooleanSupplier stopped) throws InterruptedException {
        TopicPartition partition =
                new TopicPartition(Topics.changes(job.migration()), job.partition());
        try (Connection side = sessions.writing(job.source(), job.migration());
                Connection catalog = sessions.writing(job.source(), job.migration())) {
            new SlotCheck(side, job).usable();
            try (ChangesWriter writer = ChangesWriter.open(cluster, partition)) {
                long start = new SlotCheck(side, job).confirmed(Math.max(known, writer.lastEnd()));
                writer.beginAt(start);
                CaptureScope scope = new CaptureScope(names, start, version(side));
                RelationCatalog relations = new RelationCatalog(catalog, job.patterns(), names);
                ChangeTap tap = new ChangeTap(sessions, job, scope, relations, writer);
                tapped = tap;
                log.info(
                        "{}: capture begins at {}, epoch {}",
                        job.id(),
                        ReplicationSlot.lsn(start),
                        writer.epoch());
                follow(side, tap, scope, writer, stopped);
            }
        } catch (SQLException e) {
            throw SqlFailures.of(e, Side.SOURCE, doing());
        }
    }

    /** The last position this run may have confirmed; 0 when it did not come so far. */
    long confirmed() {
        ChangeTap tap = tapped;
        return tap == null ? 0 : tap.confirmed();
    }

    private void follow(
            Connection side,
            ChangeTap tap,
            CaptureScope scope,
            ChangesWriter writer,
            BooleanSupplier stopped)
            throws SQLException, InterruptedException {
        SourceMessages messages = new SourceMessages(side, names);
        try (CaptureEngine engine = new CaptureEngine(job, scope, tap)) {
            engine.start();
            int beats = 0;
            while (!stopped.getAsBoolean()) {
                messages.heartbeat(beats++);
                watch.look(side, tap::confirmed);
                context.position(captured(writer));
                if (engine.awaitEnd(TICK)) {
                    throw failed(side, tap, null);
                }
            }
        } catch (ExecutionException e) {
            throw failed(side, tap, e.getCause());
        }
    }

    private Position.Captured captured(ChangesWriter writer) {
        Published published = writer.published();
        return new Position.Captured(
                job.migration(),
                job.source().database(),
                ReplicationSlot.lsn(published.end()),
                published.endTime() / 1000,
                published.changes(),
                published.transactions(),
                writer.epoch());
    }

    /**
     * Why the engine ended. What the tap met first counts, and before that what is wrong with the
     * slot, if something is: the stream's own message about it says less.
     */
    private FailureException failed(Connection side, ChangeTap tap, @Nullable Throwable error)
            throws SQLException {
        Throwable cause = tap.failure().map(Throwable.class::cast).orElse(error);
        if (cause instanceof FailureException named) {
            return named;
        }
        SQLException sql = sqlCause(cause);
        if (sql == null) {
            return unexpected(cause);
        }
        if (!SqlFailures.connectionLost(sql)) {
            new SlotCheck(side, job).usable();
        }
        return SqlFailures.of(sql, Side.SOURCE, doing());
    }

    private static @Nullable SQLException sqlCause(@Nullable Throwable cause) {
        for (Throwable t = cause; t != null; t = t.getCause()) {
            if (t instanceof SQLException sql) {
                return sql;
            }
        }
        return null;
    }

    private FailureException unexpected(@Nullable Throwable cause) {
        String what = cause == null ? "it ended by itself" : ErrorText.line(cause);
        Failure failure =
                new Failure(
                        "DUN-BUG-CAPTURE",
                        FailureKind.BUG,
                        doing() + ": " + TextLimits.oneLine(what),
                        "Report this with the log of the cdc worker.");
        return new FailureException(failure, false, cause);
    }

    private String doing() {
        return "capturing changes of database " + TextLimits.name(job.source().database());
    }

    private static int version(Connection connection) throws SQLException {
        return connection.getMetaData().getDatabaseMajorVersion() * 10_000;
    }
}
