package dev.dunlin.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dunlin.embedded.PostgresBinaries;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
final class SharedServersIT {
    @Test
    void everyMajorIsWhatItSays() {
        assertThat(TestServers.majors()).contains(PostgresBinaries.OLD, PostgresBinaries.NEW);
        for (var major : TestServers.majors()) {
            var version = TestServers.shared(major).administration().value("SHOW server_version");
            assertThat(version).startsWith(major + ".");
        }
    }

    @Test
    void aDatabaseIsGoneAfterCloseEvenWithASlotInUse() throws Exception {
        var server = TestServers.source();
        var database = server.createDatabase("Slöt's \"own\"");
        database.execute("SELECT pg_create_logical_replication_slot('kept', 'test_decoding')");
        try (var session = database.connect()) {
            assertThat(session.isValid(5)).isTrue();
            database.close();
        }

        var databases = server.administration().column("SELECT datname FROM pg_database");
        assertThat(databases).doesNotContain(database.name()).contains("postgres");
    }

    @Test
    void committedDataSurvivesAKill() {
        try (var server = TestServers.own(PostgresBinaries.NEW);
                var database = server.createDatabase()) {
            database.execute("CREATE TABLE t AS SELECT generate_series(1, 1000) AS x");

            server.server().kill();
            assertThat(server.server().isRunning()).isFalse();
            server.server().restart();

            assertThat(database.value("SELECT sum(x) FROM t")).isEqualTo("500500");
        }
    }

    @Test
    void schemasOfEqualDatabasesDumpEqual() {
        var sql =
                """
                CREATE TABLE t (id int PRIMARY KEY, v text DEFAULT 'x' NOT NULL);
                CREATE VIEW w AS SELECT v FROM t;
                """;
        try (var here = TestServers.source().createDatabase();
                var there = TestServers.source().createDatabase()) {
            here.execute(sql);
            there.execute(sql);

            assertThat(SchemaDump.canRead(PostgresBinaries.OLD)).isTrue();
            assertThat(SchemaDump.of(here)).contains("CREATE VIEW public.w");
            assertThat(SchemaDump.of(here)).isEqualTo(SchemaDump.of(there));
        }
    }
}
