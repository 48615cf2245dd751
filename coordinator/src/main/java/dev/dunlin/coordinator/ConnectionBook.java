package dev.dunlin.coordinator;

import dev.dunlin.coordinator.rest.ConnectionPort;
import dev.dunlin.messaging.CompactedTable;
import dev.dunlin.protocol.NamedConnection;
import java.util.Comparator;
import java.util.List;

/** Connections as they lie on their topic. */
record ConnectionBook(CompactedTable<NamedConnection> table) implements ConnectionPort {

    @Override
    public List<NamedConnection> all() {
        return table.rows().values().stream()
                .sorted(Comparator.comparing(NamedConnection::name))
                .toList();
    }

    @Override
    public void put(NamedConnection connection) {
        table.put(connection.name(), connection);
    }

    @Override
    public void remove(String name) {
        table.remove(name);
    }
}
