package dev.dunlin.protocol;

/** A sequence's state: the value and whether it was handed out already. */
public record SequenceValue(TableName name, long lastValue, boolean called) {}
