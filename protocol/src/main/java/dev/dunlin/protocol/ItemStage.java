package dev.dunlin.protocol;

/** When the entries that pg_dump calls post-data are restored, in this order. */
public enum ItemStage {
    /** Primary keys, unique and exclusion constraints of a table, as soon as it is loaded. */
    KEYS,
    /** The other indexes and extended statistics of a table. */
    INDEXES,
    /** Indexes of partitions attached to those of their parents. */
    ATTACH,
    FOREIGN_KEYS,
    /** Triggers, rules, policies, late views, comments, event triggers … in archive order. */
    REST,
    /** Grants and default privileges, last, so that nothing before depends on them. */
    GRANTS
}
