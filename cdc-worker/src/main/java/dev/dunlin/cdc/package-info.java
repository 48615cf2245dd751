/**
 * The source side of an online migration: follows a database's changes, and leaves nothing behind.
 *
 * <p>{@link dev.dunlin.cdc.CdcWorker} is the story of the short tasks: make publication and slot,
 * write a marker, fence, lift, drop. {@link dev.dunlin.cdc.CaptureJob} is the long one: it follows
 * one slot, run after run; a {@link dev.dunlin.cdc.CaptureRun} is one connection to the slot and
 * one epoch in the changes topic. {@link dev.dunlin.cdc.SlotCheck} says what must hold before a
 * run, {@link dev.dunlin.cdc.SourceWatch} what is looked at each second during one.
 *
 * <p><b>Debezium and us.</b> Debezium Embedded owns the engine, its connections, the check of slot
 * and server, and the streaming loop. We take its stream: {@link dev.dunlin.cdc.TappedTask} hands
 * it a replication connection whose stream is a {@link dev.dunlin.cdc.TappedStream}, and {@link
 * dev.dunlin.cdc.ChangeDecoder} copies pgoutput's messages into our batches. What Debezium makes of
 * the messages cannot be used: it hides where a commit record begins, whether an old tuple is a key
 * or a row, options of TRUNCATE and the replica identity; it unquotes names and refuses columns
 * that differ only by case. Copied bytes are also exact and cheap: values are never parsed.
 */
@NullMarked
package dev.dunlin.cdc;

import org.jspecify.annotations.NullMarked;
