package dev.dunlin.coordinator;

import dev.dunlin.messaging.WorkersView;
import dev.dunlin.protocol.MigrationName;
import dev.dunlin.protocol.NamedConnection;
import dev.dunlin.protocol.Role;
import java.util.Optional;

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
                public boolean decides(int partition, MigrationName name) {
                    return true;
                }

                @Override
                public Optional<NamedConnection> connection(String name) {
                    return Optional.empty();
                }

                @Override
                public WorkersView workers() {
                    return WorkersView.UNKNOWN;
                }
            };

    /** Makes the topics of a role in a pool where they are missing. */
    void ensure(Role role, String pool);

    /**
     * Whether a migration of this name is decided in a partition. Clients that are not Java's
     * spread keys in other ways, so what people send may come in at another one.
     */
    boolean decides(int partition, MigrationName name);

    /** The server that a spec names, with the pool that reaches it. */
    Optional<NamedConnection> connection(String name);

    /** Who is there now. */
    WorkersView workers();
}
