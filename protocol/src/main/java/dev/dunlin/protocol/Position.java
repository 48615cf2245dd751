package dev.dunlin.protocol;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;

/**
 * How far the source, its capture and its apply are. Topic {@link Topics#POSITIONS}, key: migration
 * name; about once a second from each. LSNs as PostgreSQL writes them, times in epoch milliseconds
 * of the source's clock.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
public sealed interface Position {

    MigrationName migration();

    String database();

    /**
     * What the source has written, and what the slot costs it.
     *
     * @param clock the source's clock when this was read
     * @param writtenLsn end of its WAL
     * @param confirmedLsn what the slot was told is safe; empty when there is no slot
     * @param retainedBytes WAL the slot holds back
     * @param safeBytes WAL that may yet be written before the slot is lost; -1 without a limit
     * @param walStatus {@code reserved}, {@code extended}, {@code unreserved} or {@code lost}
     * @param active whether the slot is being read
     * @param overLimit whether {@code retainedBytes} is above the migration's limit
     */
    @JsonTypeName("source")
    record AtSource(
            MigrationName migration,
            String database,
            long clock,
            String writtenLsn,
            String confirmedLsn,
            long retainedBytes,
            long safeBytes,
            String walStatus,
            @Otherwise("true") boolean active,
            boolean overLimit)
            implements Position {}

    /**
     * What capture has published.
     *
     * @param lsn end of the last transaction the broker has acknowledged
     * @param commitTime when that was committed
     * @param changes row changes published since this capture began
     * @param epoch names the capture: counts begin again with each
     */
    @JsonTypeName("captured")
    record Captured(
            MigrationName migration,
            String database,
            String lsn,
            long commitTime,
            long changes,
            long transactions,
            long epoch)
            implements Position {}

    /**
     * What apply has committed on the target.
     *
     * @param lsn end of the last source transaction that is on the target
     * @param changes row changes applied since the migration began
     * @param oneByOne groups that could not be applied as sets of updates
     * @param paused whether apply was told to hold somewhere: it is no nearer to a cutover then
     */
    @JsonTypeName("applied")
    record Applied(
            MigrationName migration,
            String database,
            String lsn,
            long commitTime,
            long changes,
            long transactions,
            long oneByOne,
            boolean paused)
            implements Position {}
}
