package dev.dunlin.service;

/**
 * How a process is.
 *
 * @param live whether it may go on; one that is not has to be started anew
 * @param ready whether it does its work now
 */
public record Health(boolean live, boolean ready) {

    /** Of a process that runs and works. */
    public static final Health UP = new Health(true, true);

    /** Of a process that starts, or waits for Kafka. */
    public static final Health STARTING = new Health(true, false);
}
