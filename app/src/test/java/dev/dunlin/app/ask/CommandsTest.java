package dev.dunlin.app.ask;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dunlin.app.Main;
import dev.dunlin.app.TestSurroundings;
import dev.dunlin.app.client.FleetSamples;
import dev.dunlin.app.client.ServedFleet;
import dev.dunlin.app.client.ServedFleet.Ended;
import dev.dunlin.protocol.Command;
import dev.dunlin.protocol.ComparisonStatus;
import dev.dunlin.protocol.MigrationEvent;
import dev.dunlin.protocol.MigrationMode;
import dev.dunlin.protocol.MigrationState;
import dev.dunlin.protocol.TableName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Commands against a server of several migrations: what is asked of it, and the first mistakes. */
@Timeout(60)
final class CommandsTest {

    @TempDir Path home;

    private ServedFleet fleet;

    @BeforeEach
    void serve() {
        fleet = new ServedFleet(home);
    }

    @AfterEach
    void close() {
        fleet.close();
    }

    @ParameterizedTest
    @CsvSource({
        "pause sales, PauseMigration",
        "resume sales, ResumeMigration",
        "retry crm, ResumeMigration",
        "verify crm, VerifyMigration",
        "reload sales --table lines --database orders, ReloadTable",
        "skip sales --table public.lines --database orders --reason old, SkipTable",
        "cancel sales --keep-target --no-wait, CancelMigration",
        "cutover shop --no-wait, CutoverMigration",
        "cutover cancel shop --no-wait, CancelCutover",
        "delete crm, DeleteMigration"
    })
    void verbs_become_commands(String line, String command) {
        Ended ended = fleet.run(line);

        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(ended.out()).contains("accepted");
        assertThat(fleet.asked())
                .singleElement()
                .satisfies(asked -> assertThat(asked.by()).isEqualTo("ann (cli)"))
                .extracting(asked -> asked.getClass().getSimpleName())
                .isEqualTo(command);
    }

    @Test
    void databases_and_tables_travel_with_the_command() {
        fleet.run("retry sales --database orders --database stock");
        fleet.run("pause sales.orders");
        fleet.run("reload sales --table lines --database orders");

        assertThat(fleet.asked().get(0).databases()).containsExactly("orders", "stock");
        assertThat(fleet.asked().get(1).migration().value()).isEqualTo("sales.orders");
        assertThat(fleet.asked().get(2))
                .isInstanceOfSatisfying(
                        Command.ReloadTable.class,
                        reload -> {
                            assertThat(reload.table()).isEqualTo(new TableName("public", "lines"));
                            assertThat(reload.database()).isEqualTo("orders");
                        });
    }

    @ParameterizedTest
    @CsvSource({
        "retry crm --wait, SUCCEEDED, 0",
        "retry crm --wait, VALIDATION_FAILED, 5",
        "retry crm --wait, FAILED, 7",
        "retry crm --wait, CANCELED, 7",
        "retry crm --wait, WAITING_FOR_USER_ACTION, 0",
        "cancel crm --keep-target, CANCELED, 0",
        "cutover shop, SUCCEEDED, 0"
    })
    void who_waits_learns_the_end_by_the_code(String line, MigrationState state, int code) {
        fleet.becomes(status -> FleetSamples.next(status, state));

        Ended ended = fleet.run(line);

        assertThat(ended.code()).as(ended.err()).isEqualTo(code);
        assertThat(ended.out()).contains(": " + state.label());
    }

    @ParameterizedTest
    @CsvSource({"EQUAL, 0, equal", "DIFFERENT, 6, differs table t", "ENDED, 8, not compared"})
    void who_waits_for_a_comparison_learns_what_it_came_to(
            ComparisonStatus.Outcome outcome, int code, String said) {
        fleet.becomes(status -> FleetSamples.compared(status, outcome));

        Ended ended = fleet.run("verify crm --wait");

        assertThat(ended.code()).as(ended.err()).isEqualTo(code);
        assertThat(ended.out()).contains(said);
        assertThat(fleet.run("show crm").out()).contains("compared ").contains(said);
    }

    @Test
    void an_old_end_is_not_waited_for() {
        Ended ended = fleet.run("retry crm --wait --wait-timeout 1s");

        assertThat(ended.code()).isEqualTo(8);
        assertThat(ended.err()).contains("the migration goes on").contains("dunlin status crm -w");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    status shpo            | 3  | did you mean: shop
                    show sale              | 3  | did you mean: sales
                    tables sales.nothing   | 3  | there is no migration sales.nothing
                    events nothing         | 3  | there is no migration nothing
                    report nothing         | 3  | there is no migration nothing
                    retry nothing          | 3  | there is no migration nothing
                    delete nothing         | 3  | there is no migration nothing
                    check-name shop        | 4  | ''
                    check-name new-one     | 0  | ''
                    check-name -o json     | 2  | no name is given
                    show x y               | 2  | not understood
                    list --filter some     | 2  | active|all
                    list --state Gone      | 2  | InProgress|WaitingForUserAction
                    tables sales --sort x  | 2  | bytes|rows
                    tables sales --phase x | 2  | planned|copying
                    list -o xml            | 2  | table|wide|json|jsonl|yaml|name
                    list --color pink      | 2  | auto|always|never
                    skip sales --table a   | 2  | no reason is given
                    reload sales           | 2  | no table is named
                    create                 | 2  | dunlin create --template
                    create -f nothing.yaml | 2  | there is no file nothing.yaml
                    retry crm --no-wait --wait-timeout 1s | 2 | --wait-timeout needs waiting
                    lag                    | 0  | ''
                    lag crm                | 0  | nothing follows its source now
                    """)
    void first_mistakes(String line, int code, String said) {
        Ended ended = fleet.run(line);

        assertThat(ended.code()).as(ended.err()).isEqualTo(code);
        assertThat(ended.err()).contains(said);
        assertThat(ended.err().lines()).hasSizeLessThanOrEqualTo(5);
    }

    @Test
    void a_wrong_token_is_said_with_what_to_do() {
        Ended list = fleet.run("wrong", "list");
        Ended doctor = fleet.run("", "doctor");

        assertThat(list.code()).isEqualTo(10);
        assertThat(list.err()).contains("--token-file FILE or DUNLIN_TOKEN");
        assertThat(doctor.code()).isEqualTo(10);
        assertThat(doctor.out()).contains("ok    reachable").contains("FAIL  token");
    }

    @Test
    void a_token_comes_from_a_file_too() throws IOException {
        Path file = Files.writeString(home.resolve("token"), "token-1\n");

        assertThat(fleet.run("wrong", "list -q --token-file " + file).code()).isZero();
        assertThat(fleet.run("list --token-file /not/there").code()).isEqualTo(2);
    }

    @Test
    void the_wrong_state_is_refused() {
        fleet.refuse("crm has not ended");

        Ended ended = fleet.run("delete crm");

        assertThat(ended.code()).isEqualTo(4);
        assertThat(ended.err()).contains("DUN-API-REFUSED: crm has not ended");
        assertThat(ended.out()).isEmpty();
    }

    @Test
    void where_no_server_is_it_is_said_how_to_name_one() {
        TestSurroundings nowhere =
                new TestSurroundings(Map.of("XDG_STATE_HOME", home.toString()), home);
        TestSurroundings closed =
                new TestSurroundings(Map.of("DUNLIN_SERVER", "127.0.0.1:1"), home);
        TestSurroundings nonsense =
                new TestSurroundings(Map.of("DUNLIN_SERVER", "http://me:hunter2@h"), home);

        assertThat(Main.run(nowhere.surroundings(), "list")).isEqualTo(9);
        assertThat(nowhere.err()).contains("--server URL or DUNLIN_SERVER").contains("serve");
        assertThat(Main.run(closed.surroundings(), "list")).isEqualTo(9);
        assertThat(closed.err()).contains("cannot talk to http://127.0.0.1:1");
        assertThat(Main.run(nonsense.surroundings(), "list")).isEqualTo(2);
        assertThat(nonsense.err()).contains("no URL of a server").doesNotContain("hunter2");
    }

    @Test
    void a_spec_is_sent_as_it_is_and_options_win() throws IOException {
        Path spec = home.resolve("shop.yaml");
        assertThat(fleet.run("create --template").code()).isZero();
        Files.writeString(spec, fleet.run("create --template").out());

        Ended ended = fleet.run("create --mode online --name shop-9 -f " + spec);
        Ended again = fleet.run("create --mode online --name shop-9 -f " + spec);

        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(ended.out()).isEqualTo("shop-9: created\n");
        assertThat(ended.err()).contains("next: dunlin status shop-9 -w");
        assertThat(again.out()).isEqualTo("shop-9: exists already, with the same spec\n");
        assertThat(fleet.asked())
                .singleElement()
                .isInstanceOfSatisfying(
                        Command.StartMigration.class,
                        start -> assertThat(start.spec().mode()).isEqualTo(MigrationMode.ONLINE));
    }

    @Test
    void errors_of_a_spec_are_said_each_at_its_place() throws IOException {
        Path spec = home.resolve("bad.yaml");
        Files.writeString(spec, "apiVersion: dunlin/v1\nkind: Migration\nmode: sideways\n");

        Ended ended = fleet.run("create -f " + spec);

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err()).contains("bad.yaml is not understood").contains("  /mode: ");
        assertThat(fleet.asked()).isEmpty();
    }

    @Test
    void a_body_of_azure_needs_a_name_and_a_target_beside_it() throws IOException {
        Path body = home.resolve("az.json");
        Files.writeString(
                body,
                """
                {"properties": {"SourceDBServerResourceId": "old.example.com:5432@app",
                 "SecretParameters": {"AdminCredentials": {"SourceServerPassword": "hunter2",
                 "TargetServerPassword": "hunter2"}}, "DBsToMigrate": ["orders"],
                 "OverwriteDBsInTarget": "true"}}
                """);

        Ended ended =
                fleet.run(
                        "create --migration-name az --migration-mode online --migration-option"
                                + " ValidateAndMigrate --target new.example.com:5432@app --from-az "
                                + body);

        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(ended.out()).isEqualTo("az: created\n");
        assertThat(ended.out() + ended.err() + fleet.asked()).doesNotContain("hunter2");
    }

    @Test
    void one_bad_spec_does_not_stop_the_others() throws IOException {
        Path good = home.resolve("good.yaml");
        String template = fleet.run("create --template").out();
        Files.writeString(good, template.replace("name: shop", "name: fresh"));
        Path bad = Files.writeString(home.resolve("bad.yaml"), "a: [");

        Ended ended = fleet.run("create -q -f " + bad + " " + good);

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err()).contains("bad.yaml is not understood");
        assertThat(ended.out()).isEqualTo("fresh\n");
    }

    @Test
    void events_are_followed_without_doubling() throws Exception {
        TestSurroundings world = fleet.world("token-1");
        Thread follower =
                Thread.ofPlatform()
                        .daemon()
                        .start(() -> Main.run(world.surroundings(), "events", "shop", "--follow"));
        try {
            await(world, "table-loaded");
            fleet.tell(
                    new MigrationEvent(
                            FleetSamples.SHOP, "2026-11-20T10:00:00Z", "ready", "shop", ""),
                    2);
            await(world, "ready");

            assertThat(world.out().lines())
                    .containsExactly(
                            "2026-11-18T10:00:00Z  shop  created  by ann (rest)",
                            "2026-11-18T10:00:09Z  shop  table-loaded  shop  public.a",
                            "2026-11-20T10:00:00Z  shop  ready  shop");
        } finally {
            follower.interrupt();
        }
    }

    private static void await(TestSurroundings world, String text) {
        long last = System.nanoTime() + 20_000_000_000L;
        while (!world.out().contains(text) && System.nanoTime() < last) {
            Thread.onSpinWait();
        }
        assertThat(world.out()).contains(text);
    }

    @Test
    void names_are_completed_and_nothing_else_is_ever_said() {
        assertThat(fleet.run("__complete s").out().lines()).containsExactly("sales", "shop");
        assertThat(fleet.run("__complete sales.").out().lines())
                .containsExactly("sales.orders", "sales.stock");

        Ended wrong = fleet.run("wrong", "__complete s");

        assertThat(List.of(wrong.out(), wrong.err())).containsOnly("");
        assertThat(wrong.code()).isZero();
    }
}
