package dev.dunlin.coordinator.migration;

/**
 * A walk over the tables of a database in order with a bounded number under way.
 *
 * @param next number of the table that comes next
 * @param open tables under way
 */
public record Sweep(int next, int open) {

    static final Sweep START = new Sweep(0, 0);
}
