package dev.dunlin.coordinator.rest;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Answers anybody: what stands behind it must hold nothing of any migration but, in the metrics,
 * names and numbers (docs/watching.md says which, and why).
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface Open {}
