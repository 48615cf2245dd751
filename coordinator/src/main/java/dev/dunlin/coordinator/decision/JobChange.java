package dev.dunlin.coordinator.decision;

import dev.dunlin.protocol.Job;

/** A job to run, or to end. */
public record JobChange(Job job, boolean ended) {}
