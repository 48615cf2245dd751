package dev.dunlin.coordinator.leftovers;

import dev.dunlin.protocol.Leftover;

/**
 * A leftover as people see it.
 *
 * @param id what names it for cleaning
 * @param migration whose it was; empty when nobody knows
 * @param bytes what it takes; of a slot the WAL it holds back
 * @param why why it is taken for one
 * @param guard why it is not dropped without force; empty when nothing stands against it
 */
public record FoundLeftover(
        String id,
        String kind,
        String server,
        String database,
        String name,
        String migration,
        String since,
        long bytes,
        String why,
        String guard) {

    static FoundLeftover of(Leftover found, String migration, String why, String guard) {
        return new FoundLeftover(
                found.id(),
                found.kind().label(),
                found.server(),
                found.database(),
                found.name(),
                migration,
                found.since(),
                found.bytes(),
                why,
                guard);
    }
}
