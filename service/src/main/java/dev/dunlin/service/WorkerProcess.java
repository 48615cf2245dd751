package dev.dunlin.service;

import dev.dunlin.messaging.ControlTopics;
import dev.dunlin.messaging.KafkaCluster;
import dev.dunlin.protocol.Role;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;

/**
 * A worker as a service: makes the topics of its pool where they are missing, then works. It never
 * stops by itself: a worker that loses Kafka or a database tries until they are back.
 */
public final class WorkerProcess implements Service {

    private final KafkaCluster cluster;
    private final Role role;
    private final String pool;
    private final Supplier<? extends Worker> make;
    private final CompletableFuture<Throwable> failure = new CompletableFuture<>();
    private @Nullable Worker worker;

    public WorkerProcess(
            KafkaCluster cluster, Role role, String pool, Supplier<? extends Worker> make) {
        this.cluster = cluster;
        this.role = role;
        this.pool = pool;
        this.make = make;
    }

    @Override
    public void start() {
        try (Admin admin = Admin.create(cluster.properties())) {
            ControlTopics topics = new ControlTopics(admin, ControlTopics.BROKER_DEFAULT);
            topics.ensure();
            topics.ensurePool(role, pool);
        }
        Worker made = make.get();
        set(made);
        made.start();
    }

    private synchronized void set(Worker made) {
        worker = made;
    }

    private synchronized @Nullable Worker worker() {
        return worker;
    }

    @Override
    public boolean ready() {
        Worker made = worker();
        return made != null && made.heard();
    }

    @Override
    public CompletableFuture<Throwable> failure() {
        return failure;
    }

    @Override
    public void close() {
        Worker made = worker();
        if (made != null) {
            made.close();
        }
    }
}
