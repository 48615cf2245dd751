package dev.dunlin.snapshot;

import dev.dunlin.protocol.ChunkRange;
import dev.dunlin.protocol.TableName;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Cuts tables into chunks of about one size. From version 14 on a range of heap pages is read by
 * itself; before that every such read would scan the whole table, so tables with one integer as
 * primary key are cut by it and all others are one chunk.
 */
final class ChunkCutter {

    private static final int FIRST_WITH_TID_RANGES = 14;
    private static final int MOST_CHUNKS = 100_000;
    private static final long DIGEST_BYTES = 1L << 30;
    private static final int LEAST_DIGEST_RANGES = 4;

    private final Connection connection;
    private final long chunkBytes;

    ChunkCutter(Connection connection, long chunkBytes) {
        this.connection = connection;
        this.chunkBytes = chunkBytes;
    }

    /** Ranges of each table by its oid; none for a partitioned table. */
    Map<Long, List<ChunkRange>> cut(List<SourceTable> tables) throws SQLException {
        int major = connection.getMetaData().getDatabaseMajorVersion();
        Map<Long, List<ChunkRange>> chunks = new HashMap<>();
        for (SourceTable table : tables) {
            if (table.routes()) {
                chunks.put(table.oid(), List.of(new ChunkRange.Tree()));
            } else {
                boolean none = table.partitioned() || table.isRouted();
                chunks.put(table.oid(), none ? List.of() : cutOne(table, major));
            }
        }
        return chunks;
    }

    private List<ChunkRange> cutOne(SourceTable table, int major) throws SQLException {
        int count = Math.clamp(Math.ceilDiv(table.bytes(), chunkBytes), 1, MOST_CHUNKS);
        if (count == 1 || !table.heap() || table.pages() < 2) {
            return List.of(new ChunkRange.Whole());
        }
        if (major >= FIRST_WITH_TID_RANGES) {
            return byPages(table.pages(), (int) Math.min(count, table.pages()));
        }
        return table.integerKey() ? byKey(table, count) : List.of(new ChunkRange.Whole());
    }

    /**
     * Ranges to digest. Both sides must cut alike, so only keys cut; a range is large, because a
     * table whose keys do not follow its pages is read by it more slowly than as a whole.
     */
    Map<Long, List<ChunkRange>> digestRanges(List<SourceTable> tables) throws SQLException {
        Map<Long, List<ChunkRange>> ranges = new HashMap<>();
        for (SourceTable table : tables) {
            int count = Math.clamp(table.bytes() / DIGEST_BYTES, 1, MOST_CHUNKS);
            if (table.routes()) {
                ranges.put(table.oid(), List.of(new ChunkRange.Tree()));
            } else if (table.partitioned() || table.isRouted()) {
                ranges.put(table.oid(), List.of());
            } else if (count < LEAST_DIGEST_RANGES || !table.integerKey()) {
                ranges.put(table.oid(), List.of(new ChunkRange.Whole()));
            } else {
                ranges.put(table.oid(), byKey(table, count));
            }
        }
        return ranges;
    }

    /** Equal page ranges; the last one is open, however far the table has grown since. */
    static List<ChunkRange> byPages(long pages, int count) {
        List<ChunkRange> ranges = new ArrayList<>(count);
        long first = 0;
        for (int i = 1; i < count; i++) {
            long end = pages * i / count;
            ranges.add(new ChunkRange.Pages(first, end));
            first = end;
        }
        ranges.add(new ChunkRange.OpenPages(first));
        return ranges;
    }

    private List<ChunkRange> byKey(SourceTable table, int count) throws SQLException {
        String column = table.keyColumns().getFirst();
        String sql =
                "SELECT min(%1$s), max(%1$s) FROM ONLY %2$s"
                        .formatted(TableName.quote(column), table.name().quoted());
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            long least = row.getLong(1);
            boolean empty = row.wasNull();
            return empty
                    ? List.of(new ChunkRange.Whole())
                    : byKey(column, least, row.getLong(2), count);
        }
    }

    /** Equal cuts between the least and the greatest key; the outermost ranges have no bound. */
    static List<ChunkRange> byKey(String column, long least, long greatest, int count) {
        List<ChunkRange> ranges = new ArrayList<>(count);
        long first = Long.MIN_VALUE;
        for (int i = 1; i < count; i++) {
            long end = between(least, greatest, i, count);
            if (end > Math.max(first, least)) {
                ranges.add(new ChunkRange.Keys(column, first, end));
                first = end;
            }
        }
        ranges.add(new ChunkRange.Keys(column, first, Long.MAX_VALUE));
        return ranges;
    }

    /** Exact where the span itself would not fit a long. */
    private static long between(long least, long greatest, int part, int parts) {
        var span = BigInteger.valueOf(greatest).subtract(BigInteger.valueOf(least));
        return span.multiply(BigInteger.valueOf(part))
                .divide(BigInteger.valueOf(parts))
                .add(BigInteger.valueOf(least))
                .longValueExact();
    }
}
