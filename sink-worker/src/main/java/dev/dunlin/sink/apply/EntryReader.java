package dev.dunlin.sink.apply;

import dev.dunlin.messaging.changes.BatchCursor;
import dev.dunlin.messaging.changes.ChangeBatch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Takes the entries of batches into groups: passes over transactions that are applied already,
 * tables that do not move and changes that are in the copy.
 */
final class EntryReader {

    private final GroupReader groups;
    private final Followed followed;
    private final LongSupplier pauseAt;
    private final GroupReader.@Nullable Stop stop;

    /** 0 when there is none, or it was passed. */
    private long anchorAt;

    private Followed.@Nullable Entry[] relations = new Followed.@Nullable Entry[64];

    /** End of the last transaction that was taken or is known. */
    private long done;

    private boolean passing;
    private long commitLsn;
    private long commitTime;
    private int marker = -1;

    EntryReader(GroupReader groups, GroupReader.Start start) {
        this.groups = groups;
        this.followed = start.followed();
        this.pauseAt = start.pauseAt();
        this.stop = start.stop();
        this.anchorAt = start.anchorAt();
        this.done = start.applied().lsn();
    }

    /** The transaction under way will begin again. */
    void forgetOpen() {
        passing = false;
        marker = -1;
    }

    /** The transaction under way. */
    long commitLsn() {
        return commitLsn;
    }

    /** Takes a batch; {@code before} is where it begins. */
    void read(ChangeBatch batch, BatchCursor cursor, ResumePoint before) {
        int lastBegin = batch.head().endsInside() ? cursor.lastBegin() : -1;
        // Without its beginning, only a transaction that is applied already can come first.
        passing |= batch.head().beginsInside() && commitLsn == 0;
        Arrays.fill(relations, null);
        while (cursor.next()) {
            switch (cursor.kind()) {
                case 'R' -> describe(cursor);
                case 'B' -> {
                    if (cursor.place() == lastBegin) {
                        groups.cut(before);
                    }
                    begin(cursor, before);
                }
                case 'C' -> commit(cursor.lsn(), before);
                case 'M' -> marker = cursor.isMarker() ? cursor.number() : marker;
                case 'T' -> truncate(cursor);
                default -> row(cursor);
            }
        }
    }

    private void describe(BatchCursor cursor) {
        int number = cursor.relation();
        if (number >= relations.length) {
            relations = Arrays.copyOf(relations, Math.max(2 * relations.length, number + 1));
        }
        relations[number] = followed.entry(cursor.bytes(), cursor.description(), cursor.end());
    }

    private void begin(BatchCursor cursor, ResumePoint before) {
        commitLsn = cursor.lsn();
        commitTime = cursor.commitTime() / 1000;
        passing = commitLsn < done;
        marker = -1;
        if (!passing) {
            if (stop != null && commitLsn >= stop.commitLsn()) {
                groups.cut(before);
                throw stop.cause();
            }
            if (anchorAt != 0 && commitLsn >= anchorAt) {
                groups.cut(before);
                groups.group().beginsBehindAnchor();
                anchorAt = 0;
            }
            groups.group().log().transaction(commitLsn);
        }
    }

    private void commit(long endLsn, ResumePoint before) {
        if (passing) {
            if (endLsn > done) {
                throw Chain.hole("a transaction that ends at " + Lsn.text(endLsn));
            }
            passing = false;
            return;
        }
        long pause = pauseAt.getAsLong();
        boolean reachesPause = pause > done && pause <= endLsn;
        done = endLsn;
        Group group = groups.group();
        group.committed(endLsn, commitTime);
        if (marker >= 0) {
            group.mark(marker);
        }
        if (marker >= 0 || reachesPause) {
            groups.cut(before);
        }
    }

    private Followed.Entry relation(int number) {
        Followed.Entry entry = number < relations.length ? relations[number] : null;
        if (entry == null) {
            throw new IllegalArgumentException("relation " + number + " is not described");
        }
        return entry;
    }

    private void row(BatchCursor cursor) {
        if (passing) {
            return;
        }
        Followed.Entry entry = relation(cursor.relation());
        if (!entry.follows()) {
            return;
        }
        Group group = groups.group();
        group.count();
        if (!entry.isCopied(commitLsn)) {
            add(group, cursor, entry.table(commitLsn));
        }
    }

    /** Adds a row's change under the name it has for this table: by key, or by the whole row. */
    private static void add(Group group, BatchCursor cursor, TargetTable table) {
        byte[] bytes = cursor.bytes();
        int tuple = cursor.tuple();
        switch (cursor.kind()) {
            case 'I', 'U', 'D' -> group.add(cursor.kind(), table, bytes, tuple, tuple);
            case 'K' -> group.add((byte) 'K', table, bytes, tuple, cursor.newTuple());
            case 'O' -> {
                int changed = cursor.newTuple();
                if (!table.hasKey()) {
                    group.add((byte) 'O', table, bytes, tuple, changed);
                } else if (table.keyIsWhole(bytes, changed)
                        && table.keyEquals(bytes, tuple, bytes, changed)) {
                    group.add((byte) 'U', table, bytes, changed, changed);
                } else {
                    group.add((byte) 'K', table, bytes, tuple, changed);
                }
            }
            case 'E' -> group.add((byte) (table.hasKey() ? 'D' : 'E'), table, bytes, tuple, tuple);
            default -> throw new IllegalArgumentException("no change: " + cursor.kind());
        }
    }

    private void truncate(BatchCursor cursor) {
        if (passing) {
            return;
        }
        List<TargetTable> tables = new ArrayList<>();
        boolean follows = false;
        for (int i = 0; i < cursor.truncated(); i++) {
            Followed.Entry entry = relation(cursor.truncated(i));
            follows |= entry.follows();
            if (entry.follows() && !entry.isCopied(commitLsn)) {
                tables.add(entry.table(commitLsn));
            }
        }
        if (follows) {
            groups.group().count();
        }
        if (!tables.isEmpty()) {
            groups.group().truncate(new Step.Truncate(tables, cursor.restartsIdentity()));
        }
    }
}
