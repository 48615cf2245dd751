package dev.dunlin.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class SchemaDumpTest {
    @Test
    void whatDiffersFromRunToRunIsLeftOut() {
        var dump =
                """
                -- PostgreSQL database dump

                \\restrict abcDEF
                -- Dumped from database version 15.18
                -- Dumped by pg_dump version 15.18
                SET statement_timeout = 0;
                SET transaction_timeout = 0;
                SET client_encoding = 'UTF8';
                SELECT pg_catalog.set_config('search_path', '', false);
                SET default_table_access_method = heap;

                CREATE TABLE public.t (
                    x integer
                );
                \\unrestrict abcDEF
                """;

        assertThat(SchemaDump.normalised(dump))
                .isEqualTo(
                        """
                        -- PostgreSQL database dump
                        SET default_table_access_method = heap;
                        CREATE TABLE public.t (
                            x integer
                        );
                        """);
    }
}
