/** What can be known of deploy/observability without a running migration. */
@NullMarked
package dev.dunlin.app.observability;

import org.jspecify.annotations.NullMarked;
