package dev.dunlin.cdc;

import dev.dunlin.protocol.Job.CaptureChanges;
import io.debezium.embedded.Connect;
import io.debezium.engine.DebeziumEngine;
import io.debezium.engine.RecordChangeEvent;
import io.debezium.engine.format.ChangeEventFormat;
import java.io.IOException;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.storage.MemoryOffsetBackingStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Debezium's engine around one tap. It remembers no offsets (the slot does), makes nothing on the
 * source, tries nothing again, and ends when its first task fails.
 */
final class CaptureEngine implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(CaptureEngine.class);
    private static final Duration CLOSING = Duration.ofSeconds(5);

    private final ChangeTap tap;
    private final String key;
    private final DebeziumEngine<RecordChangeEvent<SourceRecord>> engine;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final CountDownLatch returned = new CountDownLatch(1);

    CaptureEngine(CaptureChanges job, CaptureScope scope, ChangeTap tap) {
        this.tap = tap;
        this.key = Taps.add(tap);
        this.engine =
                DebeziumEngine.create(ChangeEventFormat.of(Connect.class))
                        .using(properties(job, scope, key))
                        .notifying((_, committer) -> committer.markBatchFinished())
                        .using(
                                (DebeziumEngine.CompletionCallback)
                                        (success, message, error) -> end(success, message, error))
                        .build();
    }

    /** Runs it on a thread of its own. */
    void start() {
        Thread.ofPlatform()
                .daemon()
                .name("dunlin-capture-" + key)
                .start(
                        () -> {
                            try {
                                engine.run();
                            } finally {
                                returned.countDown();
                                ended.complete(null);
                            }
                        });
    }

    /**
     * Waits for its end; whether it has ended.
     *
     * @throws ExecutionException with what ended it, if that was a failure
     */
    boolean awaitEnd(Duration patience) throws InterruptedException, ExecutionException {
        try {
            ended.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        }
    }

    /** Frees the slot at once, then lets the engine wind up; it may take its time with that. */
    @Override
    public void close() {
        tap.stop();
        Thread closing =
                Thread.ofPlatform().daemon().name("dunlin-closing-" + key).start(this::closeEngine);
        try {
            if (!closing.join(CLOSING) || !returned.await(1, TimeUnit.SECONDS)) {
                log.warn("the capture engine of {} takes long to end; its slot is free", key);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            tap.closeStream();
            Taps.remove(key);
        }
    }

    private void closeEngine() {
        try {
            engine.close();
        } catch (IOException | RuntimeException e) {
            // It says so when it has ended by itself, or has not yet come to run.
            log.debug("closing the capture engine: {}", e.getMessage());
        }
    }

    private void end(boolean success, String message, Throwable error) {
        if (success) {
            ended.complete(null);
        } else {
            ended.completeExceptionally(error == null ? new IllegalStateException(message) : error);
        }
    }

    private static Properties properties(CaptureChanges job, CaptureScope scope, String key) {
        Properties p = new Properties();
        p.setProperty("name", scope.names().slot() + "-" + key);
        p.setProperty("connector.class", TappedConnector.class.getName());
        p.setProperty("offset.storage", MemoryOffsetBackingStore.class.getName());
        p.setProperty(Taps.setting(), key);
        p.setProperty("database.connection.factory.class", TappedSessions.class.getName());
        p.setProperty("database.hostname", job.source().endpoint().host());
        p.setProperty("database.port", Integer.toString(job.source().endpoint().port()));
        p.setProperty("database.user", job.source().endpoint().user());
        p.setProperty("database.dbname", job.source().database());
        p.setProperty("topic.prefix", scope.names().slot());
        p.setProperty("plugin.name", ReplicationSlot.PLUGIN);
        p.setProperty("slot.name", scope.names().slot());
        p.setProperty("slot.max.retries", "0");
        p.setProperty("publication.name", scope.names().publication());
        p.setProperty("publication.autocreate.mode", "disabled");
        p.setProperty("snapshot.mode", "configuration_based");
        p.setProperty("snapshot.mode.configuration.based.snapshot.data", "false");
        p.setProperty("snapshot.mode.configuration.based.snapshot.schema", "false");
        p.setProperty("snapshot.mode.configuration.based.start.stream", "true");
        // Debezium need not know any table: it is not given their changes.
        p.setProperty("table.include.list", "dunlin_none[.]dunlin_none");
        p.setProperty("skipped.operations", "none");
        p.setProperty("provide.transaction.metadata", "false");
        p.setProperty("heartbeat.interval.ms", "0");
        p.setProperty("errors.max.retries", "0");
        p.setProperty("record.processing.threads", "1");
        p.setProperty("task.management.timeout.ms", "10000");
        p.setProperty("poll.interval.ms", "500");
        return p;
    }
}
