package dev.dunlin.postgres.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScriptSplitterTest {

    private static final String HEAD =
            """
            --
            -- PostgreSQL database dump
            --

            \\restrict abc'

            SET standard_conforming_strings = on;

            SET default_table_access_method = heap;

            """;

    private static String header(int number, String kind, String name) {
        return "--\n-- TOC entry %d (class 1259 OID 7%d)\n-- Dependencies: 4 5\n"
                        .formatted(number, number)
                + "-- Name: %s; Type: %s; Schema: public; Owner: me\n-- Data Pos: 0\n--\n\n"
                        .formatted(name, kind);
    }

    private static List<ArchiveEntry> split(String script, String... contents) {
        byte[] text = script.getBytes(StandardCharsets.UTF_8);
        return new ScriptSplitter(
                        MemorySegment.ofArray(text), TocList.parse(List.of(contents), List.of()))
                .split();
    }

    @Test
    void entriesCarryWhatStandsAboveThem() {
        List<ArchiveEntry> entries =
                split(
                        HEAD
                                + header(1, "TABLE", "a")
                                + "CREATE TABLE public.a ();\n\n\n"
                                + "SET default_table_access_method = other;\n\n"
                                + header(2, "TABLE", "b")
                                + "CREATE TABLE public.b ();\n\n-- Completed\n\n\\unrestrict abc\n",
                        "1; 1259 71 TABLE public a me",
                        "2; 1259 72 TABLE public b me");

        assertThat(entries)
                .extracting(ArchiveEntry::preamble)
                .containsExactly(
                        "SET default_table_access_method = heap;",
                        "SET default_table_access_method = other;");
        assertThat(entries).extracting(ArchiveEntry::length).containsExactly(25, 25);
        assertThat(entries.getFirst().dependencies()).containsExactly(4, 5);
        assertThat(entries.getFirst().oid()).isEqualTo(71);
        assertThat(entries.getFirst().owner()).isEqualTo("me");
    }

    @Test
    void anEntryThatTheArchiveDoesNotListIsRefused() {
        String script =
                HEAD
                        + header(1, "TABLE", "a")
                        + "CREATE TABLE public.a ();\n\n"
                        + header(66, "FUNCTION", "evil")
                        + "CREATE FUNCTION public.evil();\n\n";
        assertThatThrownBy(() -> split(script, "1; 1259 71 TABLE public a me"))
                .hasMessageContaining("DUN-ARCHIVE-ENTRIES")
                .hasMessageContaining("[66]");
    }

    @Test
    void anEntryThatIsMissingIsRefused() {
        assertThatThrownBy(() -> split(HEAD, "1; 1259 71 TABLE public a me"))
                .hasMessageContaining("DUN-ARCHIVE-ENTRIES");
    }

    @Test
    void stringsWithOldEscapesAreRefused() {
        assertThatThrownBy(() -> split("SET standard_conforming_strings = off;\n"))
                .hasMessageContaining("DUN-ARCHIVE-SCRIPT");
    }

    @Test
    void aNameThatLooksLikeAnotherKindIsAName() {
        String name = "x; Type: TABLE ATTACH; Schema: y";
        List<ArchiveEntry> entries =
                split(
                        HEAD + header(1, "TABLE", name) + "CREATE TABLE \"ATTACH\".x ();\n",
                        "1; 1259 71 TABLE ATTACH " + name + " me");
        assertThat(entries).extracting(ArchiveEntry::kind).containsExactly("TABLE");
    }
}
