package dev.dunlin.postgres.archive;

import dev.dunlin.protocol.FailureException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * The entries of a schema archive with their SQL, as pg_restore writes it. The SQL lies in a mapped
 * file, so an archive of many thousand entries costs little heap; closing removes the file.
 *
 * <p>pg_restore marks entries by comments. A function body can hold the same comments, so only
 * those count that stand where SQL has comments (see {@link SqlLexer}), and the outcome is compared
 * with the archive's table of contents: an entry that is missing, doubled or invented is refused.
 */
public final class ArchiveScript implements AutoCloseable {

    private final Path script;
    private final Arena arena;
    private final MemorySegment text;
    private final List<ArchiveEntry> entries;
    private final TocList contents;
    private final ArchivePlan plan;

    private ArchiveScript(Path script, Arena arena, MemorySegment text, TocList contents) {
        this.script = script;
        this.arena = arena;
        this.text = text;
        this.contents = contents;
        this.entries = new ScriptSplitter(text, contents).split();
        this.plan = ArchivePlan.of(this);
    }

    /**
     * Reads an archive.
     *
     * @param archive a file in pg_dump's custom format
     * @param workDirectory where the script may lie while this is open
     * @throws FailureException when the archive cannot be read or its parts contradict each other
     */
    public static ArchiveScript open(PgTools tools, Path archive, Path workDirectory) {
        try {
            Path script = Files.createTempFile(workDirectory, "schema-", ".sql");
            boolean opened = false;
            Arena arena = Arena.ofShared();
            try {
                tools.writeScript(archive, script);
                TocList contents = TocList.read(tools, archive);
                ArchiveScript read = new ArchiveScript(script, arena, map(script, arena), contents);
                opened = true;
                return read;
            } finally {
                if (!opened) {
                    arena.close();
                    Files.deleteIfExists(script);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static MemorySegment map(Path script, Arena arena) throws IOException {
        try (FileChannel channel = FileChannel.open(script, StandardOpenOption.READ)) {
            return channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
        }
    }

    /** Every entry but large objects, in the order pg_restore would restore them. */
    public List<ArchiveEntry> entries() {
        return entries;
    }

    /** What is restored when. */
    public ArchivePlan plan() {
        return plan;
    }

    /** An entry's statements, without its preamble. */
    public String sql(ArchiveEntry entry) {
        return new String(bytes(entry), StandardCharsets.UTF_8);
    }

    /** The entries of large objects: their content, owners, privileges and comments. */
    public List<LargeObjectEntry> largeObjects() {
        return contents.largeObjects();
    }

    boolean inPreData(ArchiveEntry entry) {
        return contents.inPreData(entry.dumpId());
    }

    /**
     * SHA-256 over kind and SQL of every entry in order, as hexadecimal digits: equal for two
     * archives of a schema that did not change, whatever numbers the entries and objects have.
     */
    public String fingerprint() {
        return Fingerprint.of(entries, this::bytes);
    }

    private byte[] bytes(ArchiveEntry entry) {
        return text.asSlice(entry.offset(), entry.length()).toArray(ValueLayout.JAVA_BYTE);
    }

    @Override
    public void close() {
        arena.close();
        try {
            Files.deleteIfExists(script);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
