package dev.dunlin.coordinator.migration;

import java.util.List;

/**
 * The walk over loaded chunks after a snapshot was replaced: each is read again and compared.
 *
 * @param active whether a walk is under way
 * @param table table that comes next
 * @param chunk chunk of that table that comes next
 * @param open chunks being read
 * @param changed tables that read differently
 */
public record Recheck(boolean active, int table, int chunk, int open, List<Integer> changed) {

    static final Recheck NONE = new Recheck(false, 0, 0, 0, List.of());
}
