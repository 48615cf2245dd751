package dev.dunlin.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dunlin.protocol.DatabaseAddress;
import dev.dunlin.protocol.MigrationName;
import dev.dunlin.protocol.TargetTask;
import dev.dunlin.testkit.TestDatabase;
import dev.dunlin.testkit.TestServers;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TargetCleaningIT {

    @TempDir Path directory;

    private final TargetCleaning cleaning = new TargetCleaning(Fixture.sessions());

    private static TargetTask.CleanTarget task(DatabaseAddress target) {
        return new TargetTask.CleanTarget(Fixture.MIGRATION, "shop", target);
    }

    @Test
    void aDatabaseThatTheMigrationMadeIsDropped() {
        String name = "made_" + UUID.randomUUID().toString().substring(0, 8);
        try (TestDatabase source = TestServers.source().createDatabase();
                TestDatabase made = TestServers.target().existing(name);
                Archives archives = Fixture.archives(directory)) {
            source.execute("CREATE TABLE a (x int)");
            DatabaseAddress target = Fixture.address(made);
            new SchemaRestore(Fixture.sessions(), archives)
                    .restore(
                            Fixture.restoreSchema(target, Fixture.dump(source, directory, false)),
                            new RecordingContext());

            cleaning.clean(task(target));
            cleaning.clean(task(target));

            assertThat(databases(name)).isEqualTo("0");
        }
    }

    private static String databases(String name) {
        return TestServers.target()
                .administration()
                .value("SELECT count(*) FROM pg_database WHERE datname = '" + name + "'");
    }

    @Test
    void aDatabaseThatWasThereIsEmptied() throws SQLException {
        try (TestDatabase target = TestServers.target().createDatabase()) {
            try (Connection connection = target.connect()) {
                new Ledger(connection).create(Fixture.MIGRATION, "shop", Fixture.INSTALLATION);
            }
            target.execute("CREATE TABLE a (x int)", "CREATE SCHEMA s");

            cleaning.clean(task(Fixture.address(target)));
            cleaning.clean(task(Fixture.address(target)));

            assertThat(
                            target.column(
                                    "SELECT nspname FROM pg_namespace WHERE nspname IN"
                                            + " ('s', 'dunlin_ledger', 'public')"))
                    .containsExactly("public");
            assertThat(target.value("SELECT to_regclass('a') IS NULL")).isEqualTo("t");
        }
    }

    @Test
    void whatIsNotTheMigrationsStays() throws SQLException {
        try (TestDatabase target = TestServers.target().createDatabase()) {
            target.execute("CREATE TABLE a (x int)");
            cleaning.clean(task(Fixture.address(target)));
            try (Connection connection = target.connect()) {
                new Ledger(connection)
                        .create(new MigrationName("other"), "shop", Fixture.INSTALLATION);
            }
            assertThatThrownBy(() -> cleaning.clean(task(Fixture.address(target))))
                    .hasMessageContaining("DUN-TGT-BUSY");
            assertThat(target.value("SELECT count(*) FROM a")).isEqualTo("0");
        }
    }
}
