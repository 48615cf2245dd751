package dev.dunlin.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dunlin.protocol.ArchiveRef;
import dev.dunlin.protocol.Failure;
import dev.dunlin.protocol.FailureException;
import dev.dunlin.protocol.Leftover;
import dev.dunlin.protocol.Report;
import dev.dunlin.protocol.TargetTask;
import dev.dunlin.testkit.TestDatabase;
import dev.dunlin.testkit.TestServers;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two installations run a migration of the same name between the same databases. */
class OwnershipIT {

    private static final String THERE = "there";

    @TempDir Path directory;

    private TestDatabase source;
    private TestDatabase target;
    private ArchiveRef archive;
    private Archives archives;
    private final RecordingContext context = new RecordingContext();

    @BeforeEach
    void anotherInstallationHasBegun() {
        source = TestServers.source().createDatabase();
        source.execute("CREATE TABLE fresh (id int PRIMARY KEY)");
        target = TestServers.target().createDatabase();
        target.execute("CREATE TABLE stale (id int)");
        Fixture.sessions()
                .run(
                        Fixture.address(target),
                        "laying a ledger",
                        connection -> {
                            new Ledger(connection).create(Fixture.MIGRATION, "shop", THERE);
                            return true;
                        });
        archive = Fixture.dump(source, directory, false);
        archives = Fixture.archives(directory);
    }

    @AfterEach
    void dropDatabases() {
        archives.close();
        source.close();
        target.close();
    }

    private void restore(boolean overwrite) {
        new SchemaRestore(Fixture.sessions(), archives)
                .restore(
                        new TargetTask.RestoreSchema(
                                Fixture.MIGRATION,
                                Fixture.address(target),
                                Fixture.facts("shop"),
                                archive,
                                Fixture.settings(overwrite)),
                        context);
    }

    @Test
    void itsDatabaseIsRefusedByName() {
        assertThatThrownBy(() -> restore(false))
                .isInstanceOf(FailureException.class)
                .hasMessageContaining("DUN-TGT-INSTALLATION")
                .hasMessageContaining("migration move of another installation")
                .hasMessageContaining("(there)");
        assertThat(tables()).isEqualTo("stale");
    }

    @Test
    void whatItLeftIsDroppedWhenAskedOnceNobodyWorksForIt() throws Exception {
        TargetSessions others = Fixture.sessions(THERE);
        try (Connection working = others.openForRows(Fixture.address(target))) {
            others.ownership(working).require(Fixture.MIGRATION, target.name());
            working.commit();
            assertThatThrownBy(() -> restore(true)).hasMessageContaining("DUN-TGT-INSTALLATION");
            assertThat(tables()).isEqualTo("stale");
        }

        restore(true);

        assertThat(tables()).isEqualTo("fresh");
        assertThat(target.value("SELECT installation FROM dunlin_ledger.migration"))
                .isEqualTo(Fixture.INSTALLATION);
        assertThatThrownBy(
                        () ->
                                others.run(
                                        Fixture.address(target),
                                        "going on",
                                        connection -> {
                                            others.ownership(connection)
                                                    .require(Fixture.MIGRATION, target.name());
                                            return true;
                                        }))
                .hasMessageContaining("DUN-TGT-INSTALLATION");
    }

    @Test
    void aLedgerOfAnEarlierVersionNamesNoInstallationAndIsOurs() {
        target.execute(
                "ALTER TABLE dunlin_ledger.migration DROP COLUMN installation",
                "ALTER TABLE stale RENAME TO kept");
        boolean ours =
                Fixture.sessions()
                        .run(
                                Fixture.address(target),
                                "looking",
                                connection -> {
                                    Ownership ownership = Fixture.sessions().ownership(connection);
                                    return ownership.isOurs(
                                            ownership.owner().orElseThrow(), Fixture.MIGRATION);
                                });
        assertThat(ours).isTrue();
    }

    @Test
    void aLedgerIsFoundAsALeftoverAndDroppedWhenNobodyWorksForIt() throws Exception {
        TargetLeftovers leftovers = new TargetLeftovers(Fixture.sessions());
        Leftover ledger = found(leftovers).orElseThrow();
        assertThat(ledger.migration()).isEqualTo("move");
        assertThat(ledger.installation()).isEqualTo(THERE);
        assertThat(ledger.since()).startsWith("20");
        assertThat(ledger.bytes()).isPositive();
        assertThat(ledger.users()).isZero();

        TargetSessions others = Fixture.sessions(THERE);
        try (Connection working = others.openForRows(Fixture.address(target))) {
            others.ownership(working).require(Fixture.MIGRATION, target.name());
            assertThat(found(leftovers).orElseThrow().users()).isOne();
            assertThat(dropped(leftovers, ledger).failures())
                    .extracting(Failure::code)
                    .containsExactly("DUN-LEFTOVER-USED");
        }

        assertThat(dropped(leftovers, ledger).failures()).isEmpty();
        assertThat(found(leftovers)).isEmpty();
        assertThat(tables()).isEqualTo("stale");
    }

    private Optional<Leftover> found(TargetLeftovers leftovers) {
        Report.LeftoversFound report =
                leftovers.find(
                        new TargetTask.FindLeftovers(Fixture.MIGRATION, Fixture.address(target)));
        return report.leftovers().stream()
                .filter(left -> left.database().equals(target.name()))
                .findFirst();
    }

    private Report.LeftoverDropped dropped(TargetLeftovers leftovers, Leftover left) {
        return leftovers.drop(
                new TargetTask.DropLeftover(
                        Fixture.MIGRATION, Fixture.address(target), left, false));
    }

    private String tables() {
        return target.value(
                "SELECT string_agg(relname, ',') FROM pg_class WHERE relkind = 'r'"
                        + " AND relnamespace = 'public'::regnamespace");
    }
}
