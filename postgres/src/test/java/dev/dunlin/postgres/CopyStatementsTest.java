package dev.dunlin.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dunlin.protocol.ChunkRange;
import dev.dunlin.protocol.CopyFormat;
import dev.dunlin.protocol.TableId;
import dev.dunlin.protocol.TableName;
import dev.dunlin.protocol.TableShape;
import java.util.List;
import org.junit.jupiter.api.Test;

class CopyStatementsTest {

    private static TableShape shape(CopyFormat format, String... columns) {
        return new TableShape(
                new TableId("d", 0),
                new TableName("s", "x\"; DROP TABLE y;--"),
                List.of(columns),
                List.of(),
                format);
    }

    @Test
    void namesAreQuotedAndRangesBounded() {
        var table = shape(CopyFormat.BINARY, "a", "b\"");

        assertThat(CopyStatements.copyOut(table, new ChunkRange.Pages(3, 7), ""))
                .isEqualTo(
                        "COPY (SELECT \"a\", \"b\"\"\" FROM ONLY \"s\".\"x\"\"; DROP TABLE y;--\""
                                + " WHERE ctid >= '(3,0)'::pg_catalog.tid AND ctid <"
                                + " '(7,0)'::pg_catalog.tid) TO STDOUT WITH (FORMAT binary)");
        assertThat(CopyStatements.copyIn(table))
                .isEqualTo(
                        "COPY \"s\".\"x\"\"; DROP TABLE y;--\" (\"a\", \"b\"\"\") FROM STDIN"
                                + " WITH (FORMAT binary)");
    }

    @Test
    void outermostKeyRangesHaveNoBound() {
        var table = shape(CopyFormat.TEXT);
        var all = new ChunkRange.Keys("k", Long.MIN_VALUE, Long.MAX_VALUE);

        assertThat(CopyStatements.source(table, all, "")).doesNotContain("WHERE");
        assertThat(CopyStatements.source(table, new ChunkRange.Keys("k", Long.MIN_VALUE, 5), ""))
                .endsWith("WHERE \"k\" < '5'::pg_catalog.int8");
        assertThat(
                        CopyStatements.source(
                                table, new ChunkRange.Keys("k", -5, Long.MAX_VALUE), "x OR y"))
                .endsWith("WHERE \"k\" >= '-5'::pg_catalog.int8 AND (x OR y)");
    }

    @Test
    void tableWithoutColumnsHasNoColumnList() {
        var table = shape(CopyFormat.TEXT);

        assertThat(CopyStatements.copyOut(table, new ChunkRange.Whole(), ""))
                .startsWith("COPY (SELECT  FROM ONLY ");
        assertThat(CopyStatements.copyIn(table)).doesNotContain("(\"").contains("\" FROM STDIN");
    }
}
