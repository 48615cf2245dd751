package dev.dunlin.messaging;

import dev.dunlin.protocol.ChunkId;
import dev.dunlin.protocol.TableShape;

/** One attempt at streaming a chunk: what its begin segment says. */
public record ChunkAttempt(ChunkId chunk, long attempt, int generation, TableShape shape) {}
