package dev.dunlin.sink.apply;

/**
 * How far a database is: one row of the ledger.
 *
 * @param version counts the row's changes
 * @param lsn end of the last transaction that is on the target
 * @param commitTime of that, in epoch milliseconds
 * @param oneByOne groups in which rows of a table were replaced, or all applied row by row
 * @param sinceMarker changes after the last marker
 * @param marker the last one that is applied
 */
record Applied(
        long version,
        ResumePoint resume,
        long lsn,
        long commitTime,
        long changes,
        long transactions,
        long oneByOne,
        long sinceMarker,
        Marker marker) {

    /**
     * A marker that is applied.
     *
     * @param number -1 for none
     * @param changes between the marker before and this one
     */
    record Marker(int number, long lsn, long changes) {}
}
