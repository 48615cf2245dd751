/**
 * What long-lived processes share.
 *
 * <p>{@link dev.dunlin.service.Settings} reads what a process is told, from its command line, the
 * environment and a file; {@link dev.dunlin.service.ServiceRun} starts a {@link
 * dev.dunlin.service.Service}, trying until Kafka is there, and closes it in order when the process
 * is told to end; {@link dev.dunlin.service.HealthServer} says how it is; {@link
 * dev.dunlin.service.WorkerProcess} is the service that all three kinds of workers are.
 */
@NullMarked
package dev.dunlin.service;

import org.jspecify.annotations.NullMarked;
