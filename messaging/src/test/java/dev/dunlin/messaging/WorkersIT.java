package dev.dunlin.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dunlin.protocol.ConnectionFacts;
import dev.dunlin.protocol.DatabaseAddress;
import dev.dunlin.protocol.Endpoint;
import dev.dunlin.protocol.Failure;
import dev.dunlin.protocol.FailureException;
import dev.dunlin.protocol.FailureKind;
import dev.dunlin.protocol.Report;
import dev.dunlin.protocol.Role;
import dev.dunlin.protocol.SecretRef;
import dev.dunlin.protocol.Side;
import dev.dunlin.protocol.SourceTask;
import dev.dunlin.protocol.Task;
import dev.dunlin.protocol.WorkerStatus;
import dev.dunlin.testkit.Await;
import dev.dunlin.testkit.TestBroker;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Workers say that they are there, and are asked whether they reach a server. */
class WorkersIT {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final KafkaCluster cluster = KafkaCluster.at(TestBroker.shared().bootstrapServers());
    private final String pool = TestBroker.shared().uniqueName("pool");
    private final WorkerRegistry registry = registry();

    private WorkerRegistry registry() {
        try (var admin = TestBroker.shared().admin()) {
            ControlTopics topics = new ControlTopics(admin, (short) 1);
            topics.ensure();
            topics.ensurePool(Role.SNAPSHOT, pool);
        }
        return new WorkerRegistry(cluster, InstantSource.system());
    }

    @BeforeEach
    void start() {
        registry.start();
    }

    @AfterEach
    void close() {
        registry.close();
    }

    @Test
    void a_worker_comes_and_goes() {
        try (Running running = worker((task, context) -> {})) {
            Await.until("the worker is there", PATIENCE, () -> present().size() == 1);
            assertThat(present().getFirst().role()).isEqualTo(Role.SNAPSHOT);
            assertThat(present().getFirst().pid()).isEqualTo(ProcessHandle.current().pid());
            assertThat(running.beacon().heard()).isTrue();
        }
        Await.until("it is gone at once", Duration.ofSeconds(5), () -> present().isEmpty());
    }

    @Test
    void a_worker_of_the_pool_answers_for_a_server() {
        ConnectionFacts facts = new ConnectionFacts("16.1", "me", "", List.of());
        try (Running _ = worker((task, context) -> context.report(tested(task, facts)));
                Questions questions = new Questions(cluster, registry::latest)) {
            assertThat(new ConnectionTester(questions).test(Side.SOURCE, pool, address(), PATIENCE))
                    .isEqualTo(facts);
        }
    }

    @Test
    void what_goes_wrong_there_is_the_answer() {
        Failure failure = new Failure("DUN-SRC-AUTH", FailureKind.SOURCE, "no", "mend it");
        try (Running _ =
                        worker(
                                (task, context) -> {
                                    throw FailureException.permanent(failure);
                                });
                Questions questions = new Questions(cluster, registry::latest)) {
            assertThatThrownBy(
                            () ->
                                    new ConnectionTester(questions)
                                            .test(Side.SOURCE, pool, address(), PATIENCE))
                    .isInstanceOfSatisfying(
                            FailureException.class,
                            e -> assertThat(e.failure()).isEqualTo(failure));
        }
    }

    @Test
    void a_pool_without_workers_is_said_at_once() {
        Await.until(
                "it is known who is there",
                Duration.ofSeconds(40),
                () -> registry.latest().known());
        try (Questions questions = new Questions(cluster, registry::latest)) {
            assertThatThrownBy(
                            () ->
                                    new ConnectionTester(questions)
                                            .test(Side.TARGET, pool, address(), PATIENCE))
                    .isInstanceOfSatisfying(
                            FailureException.class,
                            e -> assertThat(e.failure().code()).isEqualTo(FailureCodes.POOL_EMPTY));
        }
    }

    private static Report tested(Task task, ConnectionFacts facts) {
        assertThat(task).isInstanceOf(SourceTask.TestSource.class);
        return new Report.ConnectionTested(task.migration(), facts, List.of());
    }

    private static DatabaseAddress address() {
        return new DatabaseAddress(
                new Endpoint("localhost", 5432, "me", new TreeMap<>(), SecretRef.NONE), "shop");
    }

    private List<WorkerStatus> present() {
        return registry.latest().present().stream()
                .filter(worker -> worker.pool().equals(pool))
                .toList();
    }

    private Running worker(TaskHandler handler) {
        TaskQueue tasks = new TaskQueue(cluster, Role.SNAPSHOT, pool, 1, handler);
        JobOwner jobs =
                new JobOwner(
                        cluster,
                        Role.SNAPSHOT,
                        pool,
                        (job, context) -> {
                            throw new AssertionError("no job was given");
                        });
        WorkerBeacon beacon = new WorkerBeacon(cluster, Role.SNAPSHOT, pool, tasks, jobs);
        tasks.start();
        jobs.start();
        beacon.start();
        return new Running(tasks, jobs, beacon);
    }

    private record Running(TaskQueue tasks, JobOwner jobs, WorkerBeacon beacon)
            implements AutoCloseable {

        @Override
        public void close() {
            beacon.close();
            tasks.close();
            jobs.close();
        }
    }
}
