package dev.dunlin.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dunlin.protocol.Report;
import dev.dunlin.protocol.SourceTask;
import dev.dunlin.testkit.Await;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ShareConsumer;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a queue promises when workers are slow, die or are stopped. */
abstract class TaskLeaseScenario {

    private static final Duration LOCK = Duration.ofSeconds(2);
    private static final Duration ALIVE = Duration.ofMillis(500);

    private Pool pool;

    abstract KafkaCluster cluster();

    @BeforeEach
    void openPool() {
        pool = new Pool(cluster());
    }

    @AfterEach
    void closePool() {
        pool.close();
    }

    @Test
    void aTaskLongerThanItsLockStaysWithItsWorker() {
        AtomicInteger starts = new AtomicInteger();
        AtomicInteger ends = new AtomicInteger();
        pool.put(pool.task("long"));

        try (TaskQueue queue =
                new TaskQueue(
                        locked(2),
                        (_, context) -> {
                            starts.incrementAndGet();
                            workFor(LOCK.multipliedBy(3), context);
                            ends.incrementAndGet();
                        })) {
            queue.start();
            Await.until("the task is done", () -> ends.get() == 1);
            pool.awaitReport(report -> report instanceof Report.WorkerAlive);
        }
        assertThat(starts).hasValue(1);
        assertThat(pool.reports())
                .containsOnly(new Report.WorkerAlive(pool.migration, "read-sequences/long"))
                .hasSizeGreaterThan(3);
    }

    @Test
    void aTaskOfASilentWorkerIsDoneByAnother() {
        new TaskGroup(locked(1)).configure();
        pool.put(pool.task("d"));
        CountDownLatch done = new CountDownLatch(1);

        try (ShareConsumer<byte[], byte[]> silent = new TaskGroup(locked(1)).member();
                TaskQueue queue = new TaskQueue(locked(1), (_, _) -> done.countDown())) {
            silent.subscribe(List.of(locked(1).topic()));
            ConsumerRecord<byte[], byte[]> taken = take(silent);
            queue.start();
            assertThat(await(done)).isTrue();
            silent.acknowledge(taken, AcknowledgeType.ACCEPT);
        }
    }

    @Test
    void aTaskHandedOutTooOftenIsGivenUp() {
        new TaskGroup(locked(1)).configure();
        SourceTask task = pool.task("poison");
        pool.put(task);
        AtomicInteger handled = new AtomicInteger();
        try (ShareConsumer<byte[], byte[]> dying = new TaskGroup(locked(1)).member()) {
            dying.subscribe(List.of(locked(1).topic()));
            for (int attempt = 0; attempt < TaskGroup.ATTEMPTS; attempt++) {
                dying.acknowledge(take(dying), AcknowledgeType.RELEASE);
            }
        }

        try (TaskQueue queue = new TaskQueue(locked(1), (_, _) -> handled.incrementAndGet())) {
            queue.start();
            assertThat(pool.awaitReport(_ -> true))
                    .isInstanceOfSatisfying(
                            Report.TaskFailed.class,
                            failed -> {
                                assertThat(failed.task()).isEqualTo(task);
                                assertThat(failed.failure().code()).isEqualTo("DUN-TASK-ATTEMPTS");
                            });
        }
        assertThat(handled).hasValue(0);
    }

    @Test
    void aWorkerThatLosesItsTaskIsTold() throws Exception {
        Duration lock = LOCK.multipliedBy(3);
        TaskQueueSettings settings = pool.queue(2).withLock(lock, ALIVE);
        Queue<Boolean> cancelled = new ConcurrentLinkedQueue<>();
        AtomicInteger starts = new AtomicInteger();

        try (TaskQueue queue =
                new TaskQueue(
                        settings,
                        (_, context) -> {
                            if (starts.incrementAndGet() == 1) {
                                workFor(lock.multipliedBy(3), context);
                                cancelled.add(context.cancelled());
                            }
                        })) {
            queue.start();
            pool.put(pool.task("lost"));
            Await.until("the first worker has it", () -> starts.get() == 1);
            // From the next renewal on the ones after it come too late.
            shortenLock(settings, LOCK.dividedBy(2));
            Await.until("the first worker is told", () -> !cancelled.isEmpty());
        }
        assertThat(cancelled).containsExactly(true);
        assertThat(starts).hasValueGreaterThan(1);
    }

    @Test
    void closingCancelsAndGivesBack() {
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch doneByOther = new CountDownLatch(1);
        TaskQueue first =
                new TaskQueue(
                        pool.queue(1),
                        (_, context) -> {
                            started.countDown();
                            workFor(Pool.PATIENCE, context);
                        });
        first.start();
        pool.put(pool.task("d"));
        assertThat(await(started)).isTrue();

        long begin = System.nanoTime();
        first.close();
        Duration closing = Duration.ofNanos(System.nanoTime() - begin);

        assertThat(closing).isLessThan(Duration.ofSeconds(3));
        try (TaskQueue second = new TaskQueue(pool.queue(1), (_, _) -> doneByOther.countDown())) {
            second.start();
            assertThat(await(doneByOther)).isTrue();
        }
    }

    @Test
    void closingInterruptsATaskThatDoesNotListen() {
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        TaskQueue queue =
                new TaskQueue(
                        pool.queue(1),
                        (_, _) -> {
                            started.countDown();
                            try {
                                new CountDownLatch(1).await();
                            } catch (InterruptedException e) {
                                interrupted.countDown();
                                throw e;
                            }
                        });
        queue.start();
        pool.put(pool.task("deaf"));
        assertThat(await(started)).isTrue();

        queue.close();

        assertThat(await(interrupted)).isTrue();
        assertThat(pool.reports()).isEmpty();
    }

    private TaskQueueSettings locked(int workers) {
        return pool.queue(workers).withLock(LOCK, ALIVE);
    }

    private static ConsumerRecord<byte[], byte[]> take(ShareConsumer<byte[], byte[]> member) {
        for (int poll = 0; poll < 100; poll++) {
            for (ConsumerRecord<byte[], byte[]> record : member.poll(Duration.ofMillis(300))) {
                return record;
            }
        }
        throw new AssertionError("no task came");
    }

    private void shortenLock(TaskQueueSettings settings, Duration lock) throws Exception {
        var group = new ConfigResource(ConfigResource.Type.GROUP, settings.group());
        var entry =
                new ConfigEntry("share.record.lock.duration.ms", String.valueOf(lock.toMillis()));
        try (Admin admin = Admin.create(pool.cluster.properties())) {
            admin.incrementalAlterConfigs(
                            Map.of(
                                    group,
                                    List.of(new AlterConfigOp(entry, AlterConfigOp.OpType.SET))))
                    .all()
                    .get();
        }
    }

    /** Pretends to work until the time is over or somebody asks to stop. */
    private static void workFor(Duration time, WorkContext context) {
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < end && !context.cancelled()) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
    }

    private static boolean await(CountDownLatch latch) {
        try {
            return latch.await(Pool.PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
