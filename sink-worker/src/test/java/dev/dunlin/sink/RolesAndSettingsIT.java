package dev.dunlin.sink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dunlin.protocol.DatabaseAddress;
import dev.dunlin.protocol.DatabaseGrant;
import dev.dunlin.protocol.DatabaseSetting;
import dev.dunlin.protocol.Report;
import dev.dunlin.protocol.RoleFacts;
import dev.dunlin.protocol.TargetTask;
import dev.dunlin.testkit.TestDatabase;
import dev.dunlin.testkit.TestServers;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Roles, settings and grants of a database arrive, and no power with them. */
class RolesAndSettingsIT {

    private final String mark = UUID.randomUUID().toString().substring(0, 8);
    private final String lead = "lead_" + mark;
    private final String member = "Member \"" + mark + "\"";
    private final String maker = "maker_" + mark;

    @SuppressWarnings("NullAway.Init")
    private TestDatabase target;

    static List<Integer> majors() {
        return TestServers.majors();
    }

    @AfterEach
    void leave() {
        int port = target.port();
        target.close();
        for (int major : TestServers.majors()) {
            TestDatabase administration = TestServers.shared(major).administration();
            if (administration.port() == port) {
                administration.execute(
                        "DROP ROLE IF EXISTS " + quoted(member),
                        "DROP ROLE IF EXISTS " + lead,
                        "DROP ROLE IF EXISTS " + maker);
            }
        }
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    private List<RoleFacts> roles() {
        return List.of(
                new RoleFacts(lead, false, true, List.of(), List.of("SUPERUSER", "BYPASSRLS")),
                new RoleFacts(member, true, false, List.of(lead, "postgres"), List.of()));
    }

    @ParameterizedTest
    @MethodSource("majors")
    void rolesAreMadeWithoutPowersOnceAndCanOwn(int major) {
        target = TestServers.shared(major).createDatabase("roles");
        target.execute(
                "CREATE ROLE " + maker + " LOGIN CREATEROLE",
                "ALTER DATABASE " + target.name() + " OWNER TO " + maker);
        var address = new DatabaseAddress(Fixture.endpoint(target.port(), maker), target.name());
        var task = new TargetTask.CreateRoles(Fixture.MIGRATION, "shop", address, roles());
        RoleCreation creation = new RoleCreation(Fixture.sessions());

        Report.RolesCreated made = creation.create(task);

        assertThat(made.warnings())
                .singleElement()
                .satisfies(
                        warning -> {
                            assertThat(warning.code()).isEqualTo("DUN-TGT-ROLES-MADE");
                            assertThat(warning.message())
                                    .contains(
                                            "not given: SUPERUSER, BYPASSRLS",
                                            "not given: member of \"postgres\"");
                        });
        assertThat(
                        target.column(
                                "SELECT concat(rolname, rolcanlogin, rolinherit, rolsuper"
                                        + " OR rolcreatedb OR rolcreaterole OR rolreplication"
                                        + " OR rolbypassrls) FROM pg_roles WHERE rolname LIKE '%"
                                        + mark
                                        + "%' AND rolname NOT LIKE 'maker%' ORDER BY 1"))
                .containsExactlyInAnyOrder(lead + "ftf", member + "tff");
        assertThat(
                        target.column(
                                "SELECT roleid::regrole::text FROM pg_auth_members WHERE member = '"
                                        + quoted(member)
                                        + "'::regrole"))
                .containsExactly(lead);
        assertThat(Fixture.sessions().run(address, "reading roles", TargetRoles::read).assignable())
                .contains(lead, member);
        assertThat(creation.create(task).warnings()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("majors")
    void settingsAndGrantsArriveAndWhatCannotIsNamed(int major) throws SQLException {
        target = TestServers.shared(major).createDatabase("settings");
        target.execute("CREATE ROLE " + lead);
        try (var connection = target.connect()) {
            connection.setAutoCommit(false);
            new Ledger(connection).create(Fixture.MIGRATION, "shop", Fixture.INSTALLATION);
            connection.commit();
        }
        var task =
                new TargetTask.ApplyDatabaseSettings(
                        Fixture.MIGRATION,
                        "shop",
                        Fixture.address(target),
                        List.of(
                                new DatabaseSetting("", "search_path", "\"$user\", \"my shop\""),
                                new DatabaseSetting("", "app.secret", "it's a \\secret"),
                                new DatabaseSetting("", "work_mem", "much"),
                                new DatabaseSetting("", "session_preload_libraries", "lib"),
                                new DatabaseSetting(lead, "work_mem", "9MB"),
                                new DatabaseSetting("nobody_here", "work_mem", "9MB")),
                        List.of(
                                new DatabaseGrant("", "TEMPORARY", DatabaseGrant.Kind.REVOKED),
                                new DatabaseGrant(lead, "CREATE", DatabaseGrant.Kind.GRANTABLE),
                                new DatabaseGrant(
                                        "nobody_here", "CREATE", DatabaseGrant.Kind.GRANTED)));

        Report.DatabaseSettingsApplied done = new DatabaseSettings(Fixture.sessions()).apply(task);

        assertThat(done.items()).isEqualTo(5);
        assertThat(done.warnings())
                .singleElement()
                .satisfies(
                        warning -> {
                            assertThat(warning.message())
                                    .contains(
                                            "work_mem (SQLSTATE 22023)",
                                            "session_preload_libraries (needs its library)",
                                            "work_mem for \"nobody_here\" (SQLSTATE 42704)",
                                            "CREATE to \"nobody_here\" (SQLSTATE 42704)")
                                    .doesNotContain("much", "9MB");
                        });
        assertThat(target.value("SHOW search_path")).isEqualTo("\"$user\", \"my shop\"");
        assertThat(target.value("SHOW app.secret")).isEqualTo("it's a \\secret");
        assertThat(
                        target.column(
                                "SELECT setrole::regrole || array_to_string(setconfig, ',')"
                                        + " FROM pg_db_role_setting WHERE setrole <> 0 AND"
                                        + " setdatabase = (SELECT oid FROM pg_database WHERE"
                                        + " datname = current_database())"))
                .containsExactly(lead + "work_mem=9MB");
        assertThat(
                        target.value(
                                "SELECT datacl FROM pg_database"
                                        + " WHERE datname = current_database()"))
                .contains("=c/", lead + "=C*/")
                .doesNotContain("{=Tc/");
        target.execute("DROP OWNED BY " + lead);
    }
}
