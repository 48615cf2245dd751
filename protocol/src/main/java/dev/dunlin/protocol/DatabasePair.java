package dev.dunlin.protocol;

/** A database to move and the name it gets on the target. */
public record DatabasePair(String source, String target) {}
