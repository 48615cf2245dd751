package dev.dunlin.sink;

import dev.dunlin.messaging.Segment;
import dev.dunlin.messaging.StreamChecksum;
import dev.dunlin.protocol.ChunkCounts;
import dev.dunlin.protocol.ChunkId;
import dev.dunlin.protocol.CopyFormat;
import dev.dunlin.protocol.SegmentHeader;
import dev.dunlin.protocol.TableId;
import dev.dunlin.protocol.TableName;
import dev.dunlin.protocol.TableShape;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** One attempt at a chunk of table {@code public.numbers}, segment by segment. */
final class SegmentScript {

    static final TableId TABLE = new TableId("shop", 3);
    static final TableShape SHAPE =
            new TableShape(
                    TABLE,
                    new TableName("public", "numbers"),
                    List.of("x"),
                    List.of(),
                    CopyFormat.TEXT);

    private static final AtomicLong OFFSETS = new AtomicLong();

    private final ChunkId chunk;
    private final long attempt;
    private final int generation;
    private final StreamChecksum checksum = new StreamChecksum();
    private int sequence;
    private long bytes;
    private long rows;

    SegmentScript(int chunk, long attempt, int generation) {
        this.chunk = new ChunkId(TABLE, chunk);
        this.attempt = attempt;
        this.generation = generation;
    }

    ChunkId chunk() {
        return chunk;
    }

    /** The next segment, with these numbers as rows. */
    Segment rows(int from, int to) {
        String text =
                IntStream.range(from, to).mapToObj(x -> x + "\n").collect(Collectors.joining());
        rows += to - from;
        return text(text);
    }

    /** The next segment, with any bytes. */
    Segment text(String text) {
        byte[] raw = text.getBytes(StandardCharsets.UTF_8);
        checksum.update(raw, 0, raw.length);
        bytes += raw.length;
        SegmentHeader header =
                sequence == 0
                        ? new SegmentHeader.Begin(chunk, attempt, generation, SHAPE)
                        : new SegmentHeader.Data(chunk, attempt, sequence);
        sequence++;
        return new Segment(OFFSETS.incrementAndGet(), header, packed(raw));
    }

    /** Four bytes that say how many, and an LZ4 block of literals alone. */
    private static byte[] packed(byte[] raw) {
        var block = new ByteArrayOutputStream();
        block.writeBytes(ByteBuffer.allocate(4).putInt(raw.length).array());
        int rest = raw.length - 15;
        block.write(rest < 0 ? raw.length << 4 : 0xf0);
        for (; rest >= 255; rest -= 255) {
            block.write(255);
        }
        if (rest >= 0) {
            block.write(rest);
        }
        block.writeBytes(raw);
        return block.toByteArray();
    }

    ChunkCounts counts() {
        return new ChunkCounts(rows, bytes, checksum.value());
    }

    Segment end() {
        return end(counts());
    }

    Segment end(ChunkCounts counts) {
        return new Segment(
                OFFSETS.incrementAndGet(),
                new SegmentHeader.End(chunk, attempt, sequence, counts),
                new byte[0]);
    }

    Segment abort() {
        return new Segment(
                OFFSETS.incrementAndGet(), new SegmentHeader.Abort(chunk, attempt), new byte[0]);
    }
}
