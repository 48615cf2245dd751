package dev.dunlin.coordinator;

import dev.dunlin.messaging.WorkersView;
import dev.dunlin.protocol.Role;

/** Where work goes: the topics of pools, and who works there. */
public interface Pools {

    /** Pools whose topics are there and whose workers nobody watches. */
    Pools STANDING =
            new Pools() {
                @Override
                public void ensure(Role role, String pool) {
                    // They are there.
                }

                @Override
                public WorkersView workers() {
                    return WorkersView.UNKNOWN;
                }
            };

    /** Makes the topics of a role in a pool where they are missing. */
    void ensure(Role role, String pool);

    /** Who is there now. */
    WorkersView workers();
}
