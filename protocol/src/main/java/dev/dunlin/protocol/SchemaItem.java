package dev.dunlin.protocol;

/** An entry of a schema archive: its number there, its kind as pg_dump spells it, and its name. */
public record SchemaItem(int dumpId, String kind, String name) {}
