package dev.dunlin.service;

/** A worker of one role and pool. */
public interface Worker extends AutoCloseable {

    /** Starts taking tasks and jobs; the topics must be there. */
    void start();

    /** Whether Kafka has heard of this worker lately. */
    boolean heard();

    /** Gives tasks and jobs back, so that others can take them at once. */
    @Override
    void close();
}
