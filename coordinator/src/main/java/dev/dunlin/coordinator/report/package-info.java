/**
 * The evidence of a migration, made of what is published of it: {@link
 * dev.dunlin.coordinator.report.RunReport} is the document of the command line, of the REST
 * interface and of the console.
 */
@NullMarked
package dev.dunlin.coordinator.report;

import org.jspecify.annotations.NullMarked;
