package dev.dunlin.protocol;

/** Offline copies one snapshot, while nobody writes to the source. */
public enum MigrationMode {
    OFFLINE
}
