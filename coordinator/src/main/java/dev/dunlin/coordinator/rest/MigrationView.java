package dev.dunlin.coordinator.rest;

import dev.dunlin.protocol.MigrationStatus;
import dev.dunlin.protocol.Readiness;
import java.util.List;

/**
 * One migration as the REST interface gives it.
 *
 * @param readiness of each database, by name; empty until it follows its source
 */
public record MigrationView(MigrationStatus status, List<Readiness> readiness) {

    public MigrationView {
        readiness = List.copyOf(readiness);
    }
}
