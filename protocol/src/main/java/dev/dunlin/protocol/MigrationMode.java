package dev.dunlin.protocol;

/** How the source is used meanwhile. */
public enum MigrationMode {
    /** Copies one snapshot, while nobody writes to the source. */
    OFFLINE,
    /** Follows the source until the cutover. */
    ONLINE
}
