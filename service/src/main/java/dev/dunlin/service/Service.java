package dev.dunlin.service;

import java.util.concurrent.CompletableFuture;

/** What a long-lived process runs: started once, closed once. */
public interface Service extends AutoCloseable {

    /**
     * Starts and returns when it runs.
     *
     * @throws dev.dunlin.protocol.FailureException retryable when trying again may help
     */
    void start();

    /** Whether it does its work now: what a load balancer and a rolling restart ask. */
    boolean ready();

    /** Completes when it stopped by itself, with the reason. */
    CompletableFuture<Throwable> failure();

    /** Gives its work back, so that others take it over at once. */
    @Override
    void close();
}
