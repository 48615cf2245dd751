package dev.dunlin.sink.apply;

import dev.dunlin.messaging.changes.ChangedRelation;
import dev.dunlin.postgres.MovingRelations;
import dev.dunlin.postgres.Relation;
import dev.dunlin.postgres.SqlFailures;
import dev.dunlin.postgres.TablePatternMatcher;
import dev.dunlin.protocol.FailureException;
import dev.dunlin.protocol.Job;
import dev.dunlin.protocol.Side;
import dev.dunlin.protocol.TableFence;
import dev.dunlin.protocol.TableName;
import dev.dunlin.protocol.TablePatterns;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which tables of the source are followed, from which place on, and where they are on the target.
 */
final class Followed {

    private final Connection connection;
    private final TargetCatalog catalog;
    private final TablePatternMatcher matcher;
    private final Set<TableName> moving = new HashSet<>();
    private final Set<TableName> skipped;
    private final long fence;
    private final Map<TableName, Long> fences = new HashMap<>();
    private final Map<ByteBuffer, Entry> entries = new HashMap<>();

    Followed(Connection connection, Job.ApplyChanges job) throws SQLException {
        this.connection = connection;
        this.catalog = new TargetCatalog(connection);
        this.matcher =
                new TablePatternMatcher(new TablePatterns(List.of(), job.patterns().exclude()));
        this.skipped = Set.copyOf(job.skipped());
        this.fence = Lsn.parse(job.fence());
        for (TableFence other : job.fences()) {
            fences.put(other.table(), Lsn.parse(other.lsn()));
        }
        MovingRelations.load(connection, job.patterns()).moving(Relation::isTable).stream()
                .map(Relation::name)
                .forEach(moving::add);
        connection.commit();
    }

    /** A relation of the source as some batches describe it. */
    final class Entry {

        private final ChangedRelation relation;
        private final long begins;
        private final boolean follows;
        private @Nullable TargetTable table;

        Entry(ChangedRelation relation) {
            this.relation = relation;
            TableName name = relation.name();
            this.begins = fences.getOrDefault(name, fence);
            this.follows =
                    !skipped.contains(name) && (moving.contains(name) || matcher.matches(name));
        }

        /**
         * Whether it moves at all. What was to be included was for the publication to choose: what
         * it sends under a name that is not, a new partition or a table that was renamed, moves too
         * and must not be passed over.
         */
        boolean follows() {
            return follows;
        }

        /** Whether changes of a transaction that was committed here are in the copy already. */
        boolean isCopied(long commitLsn) {
            return commitLsn < begins;
        }

        /** The table, which is looked up when it is first needed. */
        TargetTable table(long commitLsn) {
            TargetTable known = table;
            if (known == null) {
                known = find(commitLsn);
                table = known;
            }
            return known;
        }

        private TargetTable find(long commitLsn) {
            try {
                return catalog.table(relation);
            } catch (FailureException e) {
                throw new ShapeChangedException(e, commitLsn);
            } catch (SQLException e) {
                throw SqlFailures.of(e, Side.TARGET, "looking up table " + relation.name());
            }
        }
    }

    /** The relation that is described at this place. */
    Entry entry(byte[] bytes, int from, int to) {
        Entry known = entries.get(ByteBuffer.wrap(bytes, from, to - from));
        if (known == null) {
            byte[] key = new byte[to - from];
            System.arraycopy(bytes, from, key, 0, key.length);
            known = new Entry(ChangedRelation.read(key, 0));
            entries.put(ByteBuffer.wrap(key), known);
        }
        return known;
    }

    Connection connection() {
        return connection;
    }
}
