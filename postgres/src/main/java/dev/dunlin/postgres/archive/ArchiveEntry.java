package dev.dunlin.postgres.archive;

import dev.dunlin.protocol.SchemaItem;
import java.util.List;

/**
 * One entry of a schema archive. Its SQL stays in the script's file: {@link ArchiveScript#sql}.
 *
 * @param dumpId its number in this archive, and only in this one
 * @param classOid catalog the object is in, 0 where pg_dump names none
 * @param oid the object's oid on the source, 0 where pg_dump names none
 * @param dependencies numbers of entries that must be restored before this one
 * @param kind as pg_dump spells it: {@code TABLE}, {@code FK CONSTRAINT} …
 * @param label schema and name as pg_dump's comment shows them: for people, not for SQL
 * @param owner as the comment shows it; empty for none
 * @param preamble {@code SET} statements the entry relies on; empty for most
 * @param offset where its SQL begins in the script
 * @param length bytes of SQL there
 */
public record ArchiveEntry(
        int dumpId,
        long classOid,
        long oid,
        List<Integer> dependencies,
        String kind,
        String label,
        String owner,
        String preamble,
        long offset,
        int length) {

    public ArchiveEntry {
        dependencies = List.copyOf(dependencies);
    }

    /** The entry as messages name it. */
    public SchemaItem item() {
        return new SchemaItem(dumpId, kind, label);
    }
}
