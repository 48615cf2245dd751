/**
 * pg_dump's archive as data: taken by {@link dev.dunlin.postgres.archive.SchemaDump}, read as
 * single entries by {@link dev.dunlin.postgres.archive.ArchiveScript}, and sorted into what is
 * restored when by {@link dev.dunlin.postgres.archive.ArchivePlan}.
 *
 * <p>Invariants: no SQL of an archive ever reaches psql or a shell; every entry of an archive has
 * exactly one place in the plan; both workers come to the same plan from the same archive.
 */
@NullMarked
package dev.dunlin.postgres.archive;

import org.jspecify.annotations.NullMarked;
