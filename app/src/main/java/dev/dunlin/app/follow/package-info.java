/**
 * Commands that look at a running migration and steer it: {@link
 * dev.dunlin.app.follow.StatusCommand}, {@link dev.dunlin.app.follow.CutoverCommand}, {@link
 * dev.dunlin.app.follow.CancelCommand}. {@code RunningMigration} finds the process by the
 * migration's work directory; {@link dev.dunlin.app.follow.MigrationCalls} speaks HTTP with it;
 * {@code Watch} shows what happens until something has; {@code Checklist} is the dry run of a
 * cutover.
 */
@NullMarked
package dev.dunlin.app.follow;

import org.jspecify.annotations.NullMarked;
