package dev.dunlin.protocol;

/**
 * An exported snapshot of a source database.
 *
 * @param id what SET TRANSACTION SNAPSHOT takes
 * @param visibility {@code xmin:xmax:xip} of the snapshot: two snapshots of one server timeline
 *     with equal visibility see the same rows, because no transaction that writes began between
 * @param incarnation system identifier, timeline and postmaster start, so that visibilities are
 *     compared only within one life of one server
 * @param lsn write position of the source when the snapshot was taken
 */
public record Snapshot(String id, String visibility, String incarnation, String lsn) {

    /** Whether both are proved to see the same rows. */
    public boolean seesTheSameAs(Snapshot other) {
        return visibility.equals(other.visibility) && incarnation.equals(other.incarnation);
    }
}
