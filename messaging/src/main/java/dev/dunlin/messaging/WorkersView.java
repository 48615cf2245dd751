package dev.dunlin.messaging;

import dev.dunlin.protocol.Role;
import dev.dunlin.protocol.WorkerStatus;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which workers are there, at one moment.
 *
 * @param known whether enough was read to say that one is missing
 * @param present by id
 * @param left when the last worker of a place went, of those that were seen going
 */
public record WorkersView(boolean known, List<WorkerStatus> present, Map<Place, Instant> left) {

    /** Nothing is known: nobody is taken for missing. */
    public static final WorkersView UNKNOWN = new WorkersView(false, List.of(), Map.of());

    /** What a worker stands for: any worker of a role and pool does the same work. */
    public record Place(Role role, String pool) {}

    public WorkersView {
        present = List.copyOf(present);
        left = Map.copyOf(left);
    }

    /** Whether no worker of the role is in the pool. */
    public boolean missing(Role role, String pool) {
        return known
                && present.stream()
                        .noneMatch(worker -> worker.role() == role && worker.pool().equals(pool));
    }

    /** When the last worker of the place went; empty when none was seen there. */
    public Optional<Instant> leftAt(Role role, String pool) {
        return Optional.ofNullable(left.get(new Place(role, pool)));
    }
}
