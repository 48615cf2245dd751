package dev.dunlin.postgres;

import dev.dunlin.protocol.Digest;
import dev.dunlin.protocol.DigestRequest;
import dev.dunlin.protocol.KeyDigest;
import dev.dunlin.protocol.TableShape;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;

/**
 * Digests a table's rows on one connection, in constant memory: rows are streamed with COPY in the
 * table's own format, which reads equal on every supported version under a pinned session, and each
 * row is hashed as it passes.
 */
public final class TableDigester {

    private static final int PROGRESS_ROWS = 1 << 18;

    private final Connection connection;
    private final BooleanSupplier cancelled;
    private final LongConsumer progress;

    /**
     * A digester for a connection of {@link PostgresConnector}.
     *
     * @param cancelled asked now and then; when true the digest ends with a CancellationException
     * @param progress told the number of rows so far, now and then
     */
    public TableDigester(Connection connection, BooleanSupplier cancelled, LongConsumer progress) {
        this.connection = connection;
        this.cancelled = cancelled;
        this.progress = progress;
    }

    /**
     * What a digest found.
     *
     * @param buckets one digest for each bucket
     * @param keys the keys of the listed bucket, sorted; empty without a listing
     */
    public record Result(List<Digest> buckets, List<KeyDigest> keys) {
        public Result {
            buckets = List.copyOf(buckets);
            keys = List.copyOf(keys);
        }
    }

    /** Carries out a request. */
    public Result digest(DigestRequest request) throws SQLException {
        TableShape shape = request.shape();
        String condition = ExtensionTables.conditions(connection).getOrDefault(shape.name(), "");
        boolean spread = request.buckets() > 1 || request.listBucket() >= 0;
        boolean keyed = spread && !shape.keyColumns().isEmpty();
        Sums sums = new Sums(request, keyed);
        long rows =
                CopyStream.readRows(
                        connection, statement(request, keyed, condition), cancelled, sums::add);
        if (rows != sums.rows) {
            throw new IllegalStateException(
                    "digested " + sums.rows + " of " + rows + " rows of " + shape.name());
        }
        progress.accept(rows);
        return sums.result();
    }

    private static String statement(DigestRequest request, boolean keyed, String condition) {
        TableShape shape = request.shape();
        String columns = CopyStatements.columnList(shape.columns());
        String key = "ROW(" + CopyStatements.columnList(shape.keyColumns()) + ")::pg_catalog.text";
        return "COPY (SELECT "
                + (keyed ? key + (columns.isEmpty() ? "" : ", ") : "")
                + columns
                + CopyStatements.source(shape, request.range(), condition)
                + ") TO STDOUT"
                + CopyStatements.format(shape.format());
    }

    /** Sums of the rows so far. */
    private final class Sums {

        private final RowHash hash = new RowHash();
        private final RowCutter cutter;
        private final boolean keyed;
        private final int listBucket;
        private final KeyListing listing;
        private final long[] counts;
        private final long[] sumsA;
        private final long[] sumsB;
        private long rows;

        Sums(DigestRequest request, boolean keyed) {
            this.cutter = new RowCutter(request.shape().format(), keyed);
            this.keyed = keyed;
            this.listBucket = request.listBucket();
            this.listing = new KeyListing(keyed, request.shape().format());
            this.counts = new long[request.buckets()];
            this.sumsA = new long[request.buckets()];
            this.sumsB = new long[request.buckets()];
        }

        void add(byte[] message) {
            if (!cutter.cut(message)) {
                return;
            }
            int bucket = 0;
            if (keyed) {
                hash.over(message, cutter.keyFrom(), cutter.keyTo());
                bucket = bucketOf(hash.a());
            }
            hash.over(message, cutter.rowFrom(), message.length);
            if (!keyed) {
                bucket = bucketOf(hash.a());
            }
            counts[bucket]++;
            sumsA[bucket] += hash.a();
            sumsB[bucket] += hash.b();
            if (bucket == listBucket) {
                listing.add(message, cutter, new Digest(1, hash.a(), hash.b()));
            }
            if (++rows % PROGRESS_ROWS == 0) {
                progress.accept(rows);
            }
        }

        private int bucketOf(long value) {
            return counts.length == 1 ? 0 : (int) Long.remainderUnsigned(value, counts.length);
        }

        Result result() {
            List<Digest> buckets = new ArrayList<>(counts.length);
            for (int i = 0; i < counts.length; i++) {
                buckets.add(new Digest(counts[i], sumsA[i], sumsB[i]));
            }
            return new Result(buckets, listing.list());
        }
    }
}
