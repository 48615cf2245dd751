/**
 * What people and programs see of a migration. {@link dev.dunlin.app.show.RunView} collects what is
 * published and makes a {@code Picture}; {@code Frame} and {@code StatusLine} turn a picture into
 * lines, {@code ReportText} and {@code ReportJson} the report of {@code coordinator.report} into
 * text. All of these are pure. {@code Screen} and {@code LiveDisplay} put lines on a terminal or
 * into a log.
 */
@NullMarked
package dev.dunlin.app.show;

import org.jspecify.annotations.NullMarked;
