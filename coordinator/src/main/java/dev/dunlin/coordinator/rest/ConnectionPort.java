package dev.dunlin.coordinator.rest;

import dev.dunlin.protocol.NamedConnection;
import java.util.List;
import java.util.Optional;

/** The connections that have names. */
public interface ConnectionPort {

    /** Of a process that keeps none. */
    ConnectionPort NONE =
            new ConnectionPort() {
                @Override
                public List<NamedConnection> all() {
                    return List.of();
                }

                @Override
                public void put(NamedConnection connection) {
                    throw new UnsupportedOperationException("this process keeps no connections");
                }

                @Override
                public void remove(String name) {
                    throw new UnsupportedOperationException("this process keeps no connections");
                }
            };

    /** All, by name. */
    List<NamedConnection> all();

    /** The one of a name. */
    default Optional<NamedConnection> named(String name) {
        return all().stream().filter(one -> one.name().equals(name)).findFirst();
    }

    /** Keeps one, in the place of the one that has its name. */
    void put(NamedConnection connection);

    /** Forgets one. */
    void remove(String name);
}
