package dev.dunlin.protocol;

/**
 * A table that was copied under another snapshot than the rest: its changes committed before {@code
 * lsn} are in the copy already.
 */
public record TableFence(TableName table, String lsn) {}
