package dev.dunlin.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dunlin.protocol.Failure;
import dev.dunlin.protocol.FailureException;
import dev.dunlin.protocol.FailureKind;
import dev.dunlin.protocol.Report;
import dev.dunlin.protocol.SourceTask;
import dev.dunlin.protocol.Task;
import dev.dunlin.protocol.Topics;
import dev.dunlin.testkit.Await;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a queue promises about tasks and their failures. */
abstract class TaskQueueScenario {

    private static final Failure BROKEN =
            new Failure("DUN-TEST-BROKEN", FailureKind.SOURCE, "it broke", "mend it");

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
    void everyTaskIsDoneAlsoThoseFromBeforeTheFirstStart() {
        Queue<String> done = new ConcurrentLinkedQueue<>();
        List<SourceTask.ReadSequences> tasks =
                IntStream.range(0, 300).mapToObj(number -> pool.task("d" + number)).toList();
        tasks.subList(0, 150).forEach(pool::put);

        try (TaskQueue queue = queue(pool.queue(2), (task, _) -> done.add(task.id()))) {
            queue.start();
            tasks.subList(150, 300).forEach(pool::put);

            Await.until("all tasks are done", () -> done.size() >= 300);
        }
        assertThat(done).containsExactlyInAnyOrderElementsOf(ids(tasks));
    }

    @Test
    void aRetryableFailureIsTriedAgainInPlace() {
        AtomicInteger attempts = new AtomicInteger();
        CountDownLatch done = new CountDownLatch(1);
        pool.put(pool.task("d"));

        try (TaskQueue queue =
                queue(
                        pool.queue(1),
                        (_, _) -> {
                            if (attempts.incrementAndGet() < 3) {
                                throw new FailureException(BROKEN, true, null);
                            }
                            done.countDown();
                        })) {
            queue.start();
            assertThat(await(done)).isTrue();
        }
        assertThat(attempts).hasValue(3);
        assertThat(pool.reports()).isEmpty();
    }

    @Test
    void aFailureThatStaysIsReportedOnce() {
        AtomicInteger attempts = new AtomicInteger();
        SourceTask task = pool.task("d");
        pool.put(task);

        try (TaskQueue queue =
                queue(
                        pool.queue(1).withRetryFor(Duration.ofMillis(600)),
                        (_, _) -> {
                            attempts.incrementAndGet();
                            throw new FailureException(BROKEN, true, null);
                        })) {
            queue.start();
            assertThat(pool.awaitReport(_ -> true))
                    .isEqualTo(new Report.TaskFailed(pool.migration, task, BROKEN));
        }
        assertThat(attempts).hasValue(2);
        assertThat(pool.reports()).hasSize(1);
    }

    @Test
    void whatTryingAgainDoesNotHelpIsReportedAtOnce() {
        Failure gone =
                new Failure(FailureCodes.SNAPSHOT_GONE, FailureKind.SOURCE, "gone", "none needed");
        SourceTask permanent = pool.task("permanent");
        SourceTask snapshot = pool.task("snapshot");
        SourceTask bug = pool.task("bug");
        List.of(permanent, snapshot, bug).forEach(pool::put);

        try (TaskQueue queue = queue(pool.queue(1), (task, _) -> failAs(task, gone))) {
            queue.start();
            assertThat(pool.awaitReport(report -> isFailureOf(report, permanent)))
                    .isEqualTo(new Report.TaskFailed(pool.migration, permanent, BROKEN));
            assertThat(pool.awaitReport(report -> report instanceof Report.SnapshotMissing))
                    .isEqualTo(new Report.SnapshotMissing(pool.migration, snapshot));
            assertThat(pool.awaitReport(report -> isFailureOf(report, bug)))
                    .isInstanceOfSatisfying(
                            Report.TaskFailed.class,
                            failed -> {
                                assertThat(failed.failure().code()).isEqualTo("DUN-BUG-TASK");
                                assertThat(failed.failure().kind()).isEqualTo(FailureKind.BUG);
                                assertThat(failed.failure().message())
                                        .isEqualTo("java.lang.IllegalStateException: first line");
                            });
        }
    }

    @Test
    void whatNobodyCanReadIsParkedAndTheQueueGoesOn() {
        CountDownLatch done = new CountDownLatch(1);
        String topic = pool.queue(1).topic();
        pool.putRaw(topic, pool.name, "{\"type\":\"paint-house\"}");
        pool.put(pool.task("d"));

        try (TaskQueue queue = queue(pool.queue(1), (_, _) -> done.countDown())) {
            queue.start();
            assertThat(await(done)).isTrue();
        }
        var parked =
                pool.awaitRecords(Topics.PARKED, record -> text(record.key()).equals(pool.name))
                        .getFirst();
        assertThat(text(parked.value())).isEqualTo("{\"type\":\"paint-house\"}");
        assertThat(text(parked.headers().lastHeader("dunlin-error-topic").value()))
                .isEqualTo(topic);
        assertThat(text(parked.headers().lastHeader("dunlin-error-offset").value())).isEqualTo("0");
        assertThat(text(parked.headers().lastHeader("dunlin-error-reason").value()))
                .contains("paint-house");
    }

    private static void failAs(Task task, Failure gone) {
        switch (task.id()) {
            case "read-sequences/permanent" -> throw FailureException.permanent(BROKEN);
            case "read-sequences/snapshot" -> throw FailureException.permanent(gone);
            default -> throw new IllegalStateException("first line\nsecond line");
        }
    }

    private static boolean isFailureOf(Report report, Task task) {
        return report instanceof Report.TaskFailed failed && failed.task().equals(task);
    }

    private static TaskQueue queue(TaskQueueSettings settings, TaskHandler handler) {
        return new TaskQueue(settings, handler);
    }

    private static boolean await(CountDownLatch latch) {
        try {
            return latch.await(Pool.PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static List<String> ids(List<? extends Task> tasks) {
        return tasks.stream().map(Task::id).toList();
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
