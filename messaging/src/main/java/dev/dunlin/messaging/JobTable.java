package dev.dunlin.messaging;

import dev.dunlin.messaging.JobRunner.RunningJob;
import dev.dunlin.protocol.Job;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The jobs of one partition: what their specs say, and what of it runs here. */
final class JobTable {

    /**
     * How a job is brought to life.
     *
     * @param running ids of what runs in all tables, for others to read
     */
    record Launcher(JobRunner runner, MessageSender sender, Set<String> running) {}

    private record Running(RunningJob job, SendingContext context) {

        void close() {
            context.cancel();
            job.close();
        }
    }

    private static final Logger LOG = LoggerFactory.getLogger(JobTable.class);
    private static final Duration RETRY = Duration.ofSeconds(5);

    private final Launcher launcher;
    private final Map<String, Job> wanted = new HashMap<>();
    private final Map<String, Running> running = new HashMap<>();
    private @Nullable Long retryAt;

    JobTable(Launcher launcher) {
        this.launcher = launcher;
    }

    /** Takes a spec or a tombstone. Changes what runs; what is new starts later. */
    void take(ConsumerRecord<byte[], byte[]> record) {
        String id = new String(record.key(), StandardCharsets.UTF_8);
        if (record.value() == null) {
            wanted.remove(id);
            stop(id);
            return;
        }
        try {
            Job job = Wire.decode(record.value(), Job.class);
            wanted.put(id, job);
            update(id, job);
        } catch (UndecodableMessageException e) {
            new ParkedMessages(launcher.sender()).park(record, String.valueOf(e.getMessage()));
        }
    }

    /** Starts what is wanted and does not run; one that cannot start is tried again later. */
    void startMissing() {
        Long earliest = retryAt;
        if (earliest != null && System.nanoTime() - earliest < 0) {
            return;
        }
        retryAt = null;
        wanted.forEach(
                (id, job) -> {
                    if (!running.containsKey(id)) {
                        start(id, job);
                    }
                });
    }

    /** Closes all jobs of these tables, together and to the end. */
    static void close(Collection<JobTable> tables) {
        try (var closing = Executors.newCachedThreadPool(Thread.ofPlatform().daemon().factory())) {
            for (JobTable table : tables) {
                table.wanted.clear();
                table.running.forEach((id, job) -> closing.execute(() -> close(id, job)));
                table.launcher.running().removeAll(table.running.keySet());
                table.running.clear();
            }
        }
    }

    private void start(String id, Job job) {
        SendingContext context = new SendingContext(launcher.sender());
        try {
            running.put(id, new Running(launcher.runner().start(job, context), context));
            launcher.running().add(id);
            LOG.info("job {} started", id);
        } catch (RuntimeException e) {
            LOG.error("job {} did not start, trying again in {}", id, RETRY, e);
            retryAt = System.nanoTime() + RETRY.toNanos();
        }
    }

    private void update(String id, Job job) {
        Running current = running.get(id);
        if (current == null) {
            return;
        }
        try {
            current.job().update(job);
        } catch (RuntimeException e) {
            LOG.error("job {} did not take its new specification, starting it anew", id, e);
            stop(id);
        }
    }

    private void stop(String id) {
        Running current = running.remove(id);
        if (current != null) {
            launcher.running().remove(id);
            close(id, current);
        }
    }

    private static void close(String id, Running job) {
        try {
            job.close();
            LOG.info("job {} closed", id);
        } catch (RuntimeException e) {
            LOG.error("job {} did not close cleanly", id, e);
        }
    }
}
