/**
 * Commands that steer a migration and stay with it: {@link dev.dunlin.app.follow.CreateCommand},
 * {@link dev.dunlin.app.follow.StatusCommand}, {@link dev.dunlin.app.follow.CutoverCommand}, {@link
 * dev.dunlin.app.follow.CancelCommand} and others. {@code Action} is what most of them do; {@code
 * Watch} shows what happens until something has; {@code Checklist} is the dry run of a cutover.
 */
@NullMarked
package dev.dunlin.app.follow;

import org.jspecify.annotations.NullMarked;
