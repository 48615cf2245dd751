package dev.dunlin.protocol;

/** How long a step took, or has taken so far; {@code endedAt} is empty while it runs. */
public record StepTiming(String step, String startedAt, String endedAt) {}
