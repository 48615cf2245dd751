package dev.dunlin.sink.apply;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes records of the changes format by hand, from its specification. */
final class BatchScript {

    /** Stands for unchanged TOAST. */
    static final String UNCHANGED = "\0unchanged";

    private final List<byte[]> records = new ArrayList<>();
    private ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private DataOutputStream out = new DataOutputStream(bytes);
    private int flags;
    private int changes;
    private long epoch = 1;
    private long sequence;
    private long previousEnd = 100;
    private long end = 100;
    private long lsn = 100;
    private boolean open;

    /** A table as the source tells it: columns are "name type", the identity's with a star. */
    BatchScript relation(int index, String table, char identity, String... columns) {
        return write(
                () -> {
                    ByteArrayOutputStream relation = new ByteArrayOutputStream();
                    DataOutputStream to = new DataOutputStream(relation);
                    to.writeUTF("public");
                    to.writeUTF(table);
                    to.writeByte(identity);
                    to.writeShort(columns.length);
                    for (String column : columns) {
                        boolean key = column.startsWith("*");
                        String[] parts = column.substring(key ? 1 : 0).split(" ", 2);
                        to.writeByte(key ? 1 : 0);
                        to.writeUTF(parts[0]);
                        to.writeUTF(parts[1]);
                    }
                    out.writeByte('R');
                    out.writeShort(index);
                    out.writeInt(relation.size());
                    relation.writeTo(out);
                });
    }

    BatchScript begin() {
        open = true;
        lsn += 10;
        long commit = lsn;
        return write(
                () -> {
                    out.writeByte('B');
                    out.writeLong(commit);
                    out.writeLong(1_700_000_000_000_000L + commit);
                    out.writeInt(1);
                });
    }

    BatchScript commit() {
        open = false;
        lsn += 5;
        end = lsn;
        return write(
                () -> {
                    out.writeByte('C');
                    out.writeLong(end);
                });
    }

    /** I, U, D or E. */
    BatchScript row(char kind, int relation, @Nullable String... values) {
        changes++;
        return write(
                () -> {
                    out.writeByte(kind);
                    out.writeShort(relation);
                    tuple(values);
                });
    }

    /** K or O. */
    BatchScript rows(
            char kind, int relation, List<@Nullable String> old, List<@Nullable String> changed) {
        changes++;
        return write(
                () -> {
                    out.writeByte(kind);
                    out.writeShort(relation);
                    tuple(old.toArray(new String[0]));
                    tuple(changed.toArray(new String[0]));
                });
    }

    BatchScript truncate(int options, int... relations) {
        changes++;
        return write(
                () -> {
                    out.writeByte('T');
                    out.writeByte(options);
                    out.writeShort(relations.length);
                    for (int relation : relations) {
                        out.writeShort(relation);
                    }
                });
    }

    BatchScript marker(int number) {
        return write(
                () -> {
                    out.writeByte('M');
                    out.writeByte(1);
                    out.writeInt(number);
                });
    }

    private void tuple(@Nullable String[] values) throws IOException {
        out.writeShort(values.length);
        for (String value : values) {
            if (value == null) {
                out.writeByte('n');
            } else if (value.equals(UNCHANGED)) {
                out.writeByte('u');
            } else {
                byte[] text = value.getBytes(StandardCharsets.UTF_8);
                out.writeByte('t');
                out.writeInt(text.length);
                out.write(text);
            }
        }
    }

    /** The batch ends here. */
    BatchScript cut() {
        byte[] body = bytes.toByteArray();
        bytes = new ByteArrayOutputStream();
        out = new DataOutputStream(bytes);
        write(
                () -> {
                    out.writeByte(1);
                    out.writeByte(flags | (open ? 2 : 0));
                    out.writeShort(0);
                    out.writeShort(1);
                    out.writeLong(epoch);
                    out.writeLong(sequence++);
                    out.writeLong(previousEnd);
                    out.writeLong(end);
                    out.writeInt(changes);
                    out.write(body);
                });
        records.add(bytes.toByteArray());
        bytes = new ByteArrayOutputStream();
        out = new DataOutputStream(bytes);
        previousEnd = end;
        flags = open ? 1 : 0;
        changes = 0;
        return this;
    }

    /** Another capture begins at this place; what is not cut is lost. */
    BatchScript newEpoch(long at) {
        bytes = new ByteArrayOutputStream();
        out = new DataOutputStream(bytes);
        epoch++;
        sequence = 0;
        flags = 0;
        open = false;
        lsn = at;
        end = at;
        previousEnd = at;
        return this;
    }

    BatchScript skipSequence() {
        sequence++;
        return this;
    }

    BatchScript epoch(long other) {
        epoch = other;
        return this;
    }

    /** End of the last transaction. */
    long end() {
        return end;
    }

    List<byte[]> records() {
        return records;
    }

    private interface Writing {
        void run() throws IOException;
    }

    private BatchScript write(Writing writing) {
        try {
            writing.run();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
