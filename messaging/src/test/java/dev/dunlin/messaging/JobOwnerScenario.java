package dev.dunlin.messaging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dunlin.protocol.Job;
import dev.dunlin.protocol.Role;
import dev.dunlin.protocol.Topics;
import dev.dunlin.testkit.Await;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What owners promise about jobs: each runs once, somewhere, in its last form, until it ends. */
abstract class JobOwnerScenario {

    private Pool pool;
    private final List<JobOwner> owners = new ArrayList<>();

    abstract KafkaCluster cluster();

    @BeforeEach
    void openPool() {
        pool = new Pool(cluster());
    }

    @AfterEach
    void closeAll() {
        owners.forEach(JobOwner::close);
        pool.close();
    }

    @Test
    void aJobIsStartedInItsLastFormUpdatedAndStopped() {
        Jobs jobs = new Jobs();
        publish(job("d", 1));
        publish(job("d", 2));
        publish(job("gone", 1));
        stop(job("gone", 1));

        own(jobs);
        Await.until("the job runs", () -> jobs.running().equals(Set.of(job("d", 2))));
        assertThat(jobs.started).containsExactly(job("d", 2));

        publish(job("d", 3));
        Await.until("the job is updated", () -> jobs.running().equals(Set.of(job("d", 3))));
        assertThat(jobs.started).hasSize(1);

        publish(job("late", 1));
        Await.until("a late job runs", () -> jobs.running().size() == 2);

        stop(job("d", 3));
        Await.until("the job stops", () -> jobs.running().equals(Set.of(job("late", 1))));
        assertThat(jobs.everyContextOfAClosedJobIsCancelled()).isTrue();
    }

    @Test
    void jobsMoveToWhoIsThereAndAreNeverTwice() {
        Set<Job> all =
                IntStream.range(0, 30)
                        .mapToObj(number -> job("d" + number, 1))
                        .collect(Collectors.toSet());
        all.forEach(this::publish);
        Jobs first = new Jobs();
        Jobs second = new Jobs();

        JobOwner leaving = own(first);
        Await.until("the first has all", () -> first.running().equals(all));

        own(second);
        Await.until(
                "both share them",
                () -> !second.running().isEmpty() && both(first, second).equals(all));
        assertThat(first.running()).doesNotContainAnyElementsOf(second.running());
        // Those that stayed were left in peace.
        assertThat(first.started).hasSize(30);

        long begin = System.nanoTime();
        leaving.close();
        Await.until("the second has all", () -> second.running().equals(all));
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(10));
        assertThat(first.running()).isEmpty();
    }

    @Test
    void aJobThatDoesNotStartIsTriedAgain() {
        Jobs jobs = new Jobs();
        jobs.refusals = 1;
        publish(job("d", 1));

        own(jobs);

        Await.until("the job runs", () -> jobs.running().equals(Set.of(job("d", 1))));
    }

    @Test
    void aSpecNobodyCanReadIsParkedAndTheOthersRun() {
        Jobs jobs = new Jobs();
        pool.putRaw(Topics.jobs(Role.SNAPSHOT, pool.name), pool.name, "{\"type\":\"paint\"}");
        publish(job("d", 1));

        own(jobs);

        Await.until("the job runs", () -> jobs.running().equals(Set.of(job("d", 1))));
        pool.awaitRecords(
                Topics.PARKED, record -> new String(record.key(), UTF_8).equals(pool.name));
    }

    @Test
    void whoWaitsForEndedJobsSeesThemClosedWhereverTheyRun() throws Exception {
        Jobs jobs = new Jobs();
        publish(job("slow", 1));
        own(jobs);
        Await.until("the job runs", () -> jobs.running().size() == 1);
        CountDownLatch release = new CountDownLatch(1);
        jobs.closing = release;
        try (Admin admin = Admin.create(pool.cluster.properties())) {
            EndedJobs ended = new EndedJobs(admin);
            assertThat(ended.await(Set.of(Role.SNAPSHOT), Pool.PATIENCE)).isTrue();
            assertThat(jobs.running()).hasSize(1);

            stop(job("slow", 1));

            assertThat(ended.await(Set.of(Role.SNAPSHOT), Duration.ofMillis(100))).isFalse();
            release.countDown();
            assertThat(ended.await(Set.of(Role.SNAPSHOT), Pool.PATIENCE)).isTrue();
            assertThat(jobs.running()).isEmpty();
        }
    }

    private JobOwner own(Jobs jobs) {
        JobOwner owner = new JobOwner(pool.cluster, Role.SNAPSHOT, pool.name, jobs);
        owners.add(owner);
        owner.start();
        return owner;
    }

    private Job job(String database, int request) {
        return new Job.HoldSnapshot(pool.migration, pool.database(database), request, false, 0);
    }

    private void publish(Job job) {
        pool.sender.sendAndWait(Topics.jobs(Role.SNAPSHOT, pool.name), job.id(), job);
    }

    private void stop(Job job) {
        pool.sender.sendTombstone(Topics.jobs(Role.SNAPSHOT, pool.name), job.id()).join();
    }

    private static Set<Job> both(Jobs first, Jobs second) {
        return Stream.concat(first.running().stream(), second.running().stream())
                .collect(Collectors.toSet());
    }

    /** Jobs that do nothing but remember what they were told. */
    private static final class Jobs implements JobRunner {
        private final Map<String, Job> byId = new ConcurrentHashMap<>();
        private final List<Job> started = new ArrayList<>();
        private final List<WorkContext> closed = new ArrayList<>();
        private int refusals;
        private volatile CountDownLatch closing = new CountDownLatch(0);

        Set<Job> running() {
            return Set.copyOf(byId.values());
        }

        boolean everyContextOfAClosedJobIsCancelled() {
            return !closed.isEmpty() && closed.stream().allMatch(WorkContext::cancelled);
        }

        @Override
        public synchronized RunningJob start(Job job, WorkContext context) {
            if (refusals-- > 0) {
                throw new IllegalStateException("not today");
            }
            started.add(job);
            byId.put(job.id(), job);
            return new RunningJob() {
                @Override
                public void update(Job changed) {
                    byId.put(changed.id(), changed);
                }

                @Override
                public void close() {
                    awaitRelease();
                    closed.add(context);
                    byId.remove(job.id());
                }
            };
        }

        private void awaitRelease() {
            try {
                assertThat(closing.await(Pool.PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }
}
