package dev.dunlin.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dunlin.protocol.MigrationMode;
import dev.dunlin.protocol.Severity;
import dev.dunlin.testkit.TestDatabase;
import dev.dunlin.testkit.TestServers;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One database in which every check of the catalog has something to say, and one in which none. */
class CatalogCheckIT {

    private static TestDatabase sick;
    private static TestDatabase sound;
    private static OnlineValidation ofSick;
    private static OnlineValidation ofSound;

    @BeforeAll
    static void look() {
        sound = TestServers.source().createDatabase("sound");
        sound.execute("CREATE TABLE good (id int PRIMARY KEY)");
        sick = TestServers.source().createDatabase("sick");
        sick.execute(WorkerFixture.resource("sick.sql"));
        inPlaceTablespace();
        sick.execute(
                "CREATE TABLE moved (id int PRIMARY KEY) TABLESPACE elsewhere",
                "ALTER DATABASE " + sick.name() + " SET work_mem = '8MB'");
        ofSick = OnlineValidation.of(sick, "postgres", MigrationMode.OFFLINE);
        ofSound = OnlineValidation.of(sound, "postgres", MigrationMode.OFFLINE);
    }

    /** In the server's own directory; not to be made within a block of several statements. */
    private static void inPlaceTablespace() {
        try (var connection = sick.connect();
                var statement = connection.createStatement()) {
            statement.execute("SET allow_in_place_tablespaces = on");
            statement.execute("CREATE TABLESPACE elsewhere LOCATION ''");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @AfterAll
    static void leave() {
        sick.execute("ALTER SUBSCRIPTION reader SET (slot_name = NONE)");
        sick.execute("DROP SUBSCRIPTION reader");
        sick.close();
        sound.close();
        TestServers.source().administration().execute("DROP TABLESPACE elsewhere");
    }

    @ParameterizedTest
    @EnumSource
    void isFoundWhereItIs(CatalogCheck check) {
        var finding = ofSick.of(check.code());

        assertThat(finding.severity()).isEqualTo(check.description().worst());
        assertThat(finding.object()).contains(object(check));
        assertThat(finding.message()).startsWith(check.what()).contains(object(check));
        assertThat(finding.startedAt()).isNotEmpty();
        assertThat(finding.fix().isEmpty())
                .isEqualTo(check.description().worst() == Severity.SUCCEEDED);
    }

    private static String object(CatalogCheck check) {
        return switch (check) {
            case INVALID_INDEXES -> "public.half_done";
            case NOT_VALID -> "public.plain unproved";
            case TYPES -> "public.naming.object (regclass)";
            case COLLATION_VERSIONS -> "public.mine (0, now ";
            case USER_COLLATIONS -> "public.mine";
            case TABLESPACES -> "public.moved (elsewhere)";
            case EVENT_TRIGGERS -> "watching (ddl_command_end)";
            case PUBLICATIONS -> "told";
            case SUBSCRIPTIONS -> "reader";
            case FOREIGN_SERVERS -> "far (wrapper)";
            case NAMES_ALIKE -> "public.\"Plain\", public.plain";
            case SYSTEM_GRANTS -> "pg_sleep(double precision)";
            case EXTENSION_SCHEMAS -> "(pg_catalog)";
            case SETTINGS -> "work_mem";
            case MATERIALIZED_VIEWS -> "public.kept";
        };
    }

    @ParameterizedTest
    @EnumSource
    void isNotFoundWhereItIsNot(CatalogCheck check) {
        var finding = ofSound.of(check.code());

        assertThat(finding.severity()).isEqualTo(Severity.SUCCEEDED);
        assertThat(finding.message()).isEqualTo("none: " + check.what());
        assertThat(finding.object()).isEmpty();
    }

    @Test
    void theStatementsOfAFixAreRight() {
        sick.execute(ofSick.of("DUN-SRC-INVALID-INDEXES").fix());
        sick.execute(ofSick.of("DUN-SRC-NOT-VALID").fix());
        sick.execute(ofSick.of("DUN-SRC-COLLATION-VERSION").fix());

        assertThat(
                        OnlineValidation.of(sick, "postgres", MigrationMode.OFFLINE)
                                .codes(Severity.SUCCEEDED))
                .contains(
                        "DUN-SRC-INVALID-INDEXES",
                        "DUN-SRC-NOT-VALID",
                        "DUN-SRC-COLLATION-VERSION");
    }
}
