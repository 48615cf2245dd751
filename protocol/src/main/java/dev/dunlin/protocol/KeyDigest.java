package dev.dunlin.protocol;

/**
 * One row of a listing: its key as text (empty where the table has none) and the row's digest. Keys
 * only: the other values of a row are never reported.
 */
public record KeyDigest(String key, Digest digest) {}
