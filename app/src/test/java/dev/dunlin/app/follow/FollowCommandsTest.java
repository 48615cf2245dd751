package dev.dunlin.app.follow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dunlin.app.Main;
import dev.dunlin.app.TestSurroundings;
import dev.dunlin.app.run.ServedMigration;
import dev.dunlin.app.show.Samples;
import dev.dunlin.protocol.Command;
import dev.dunlin.protocol.CutoverStatus;
import dev.dunlin.protocol.DatabasePhase;
import dev.dunlin.protocol.MigrationState;
import dev.dunlin.protocol.MigrationStatus;
import dev.dunlin.protocol.OnlineSettings.CutoverTerms;
import dev.dunlin.protocol.OnlineSettings.Fence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The commands against a real port of a run that is not one. */
@Timeout(60)
class FollowCommandsTest {

    private static final MigrationStatus WAITING =
            Samples.following(
                    MigrationState.WAITING_FOR_USER_ACTION,
                    DatabasePhase.STREAMING,
                    CutoverStatus.NONE);

    @TempDir Path home;

    private Path directory() {
        return home.resolve("dunlin").resolve("shop-1");
    }

    private ServedMigration served(long lag, UnaryOperator<MigrationStatus> next)
            throws IOException {
        return new ServedMigration(directory(), WAITING, Samples.readiness(lag), next);
    }

    private static MigrationStatus ended(MigrationState state) {
        return Samples.following(state, DatabasePhase.DONE, CutoverStatus.NONE);
    }

    private record Ended(int code, String out, String err) {}

    private Ended run(String line) {
        TestSurroundings world =
                new TestSurroundings(Map.of("XDG_STATE_HOME", home.toString()), home);
        int code = Main.run(world.surroundings(), line.split(" "));
        return new Ended(code, world.out(), world.err());
    }

    @Test
    void status_as_text_and_as_json() throws IOException {
        try (ServedMigration _ = served(800, status -> status)) {
            Ended text = run("status shop-1");
            Ended json = run("status shop-1 -o json");

            assertThat(text.code()).as(text.err()).isZero();
            assertThat(text.out())
                    .contains("ready: dunlin cutover shop-1")
                    .contains("WaitingForUserAction / WaitingForCutoverTrigger");
            assertThat(json.out()).startsWith("{\n  \"status\" : {\n    \"name\" : \"shop-1\"");
            assertThat(
                            PosixFilePermissions.toString(
                                    Files.getPosixFilePermissions(
                                            directory().resolve("server.json"))))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void a_dry_run_asks_nothing_and_its_code_says_whether_all_is_met() throws IOException {
        try (ServedMigration served = served(12_000, status -> status)) {
            Ended no = run("cutover shop-1 --dry-run");
            Ended yes = run("cutover shop-1 --dry-run --max-lag 20");

            assertThat(no.code()).isEqualTo(4);
            assertThat(no.out()).contains("FAIL  lag").contains("not ready");
            assertThat(yes.code()).isZero();
            assertThat(served.asked()).isEmpty();
        }
    }

    @Test
    void a_cutover_waits_for_the_end() throws IOException {
        try (ServedMigration served = served(0, _ -> ended(MigrationState.SUCCEEDED))) {
            Ended ended = run("cutover shop-1 --fence read-only --timeout 2m");

            assertThat(ended.code()).as(ended.err()).isZero();
            assertThat(ended.out()).contains("shop-1: Succeeded");
            assertThat(served.asked())
                    .singleElement()
                    .isInstanceOfSatisfying(
                            Command.CutoverMigration.class,
                            command ->
                                    assertThat(command.terms())
                                            .isEqualTo(new CutoverTerms(10, Fence.READ_ONLY, 120)));
        }
    }

    @Test
    void refused_and_withdrawn_have_codes_of_their_own() throws IOException {
        CutoverStatus withdrawn =
                new CutoverStatus(
                        false, "now", CutoverTerms.DEFAULT, List.of(), "3 sessions still write");
        MigrationStatus after =
                Samples.following(
                        MigrationState.WAITING_FOR_USER_ACTION, DatabasePhase.STREAMING, withdrawn);
        try (ServedMigration served = served(0, _ -> after)) {
            Ended late = run("cutover shop-1");
            served.refuse("lag 14s is above 10s");
            Ended never = run("cutover shop-1");

            assertThat(late.code()).isEqualTo(8);
            assertThat(late.err()).contains("withdrawn: 3 sessions still write");
            assertThat(never.code()).isEqualTo(4);
            assertThat(never.err()).contains("refused DUN-API-REFUSED: lag 14s is above 10s");
        }
    }

    @Test
    void cancel_and_withdraw() throws IOException {
        try (ServedMigration served = served(0, status -> status)) {
            assertThat(run("cutover cancel shop-1").code()).isZero();
            assertThat(served.asked()).singleElement().isInstanceOf(Command.CancelCutover.class);
        }
        try (ServedMigration served = served(0, _ -> ended(MigrationState.CANCELED))) {
            Ended ended = run("cancel shop-1 --clean-target");

            assertThat(ended.code()).isZero();
            assertThat(served.asked())
                    .singleElement()
                    .isInstanceOfSatisfying(
                            Command.CancelMigration.class,
                            c -> assertThat(c.target()).isEqualTo(Command.TargetFate.CLEAN));
        }
    }

    @Test
    void where_nothing_runs_it_is_said_what_to_do() throws IOException {
        assertThat(run("status shop-1"))
                .matches(ended -> ended.code() == 3)
                .matches(ended -> ended.err().contains("there is no migration shop-1"));

        Files.createDirectories(directory());
        Files.writeString(directory().resolve("request.properties"), "");

        assertThat(run("cancel shop-1 --keep-target"))
                .matches(ended -> ended.code() == 9)
                .matches(ended -> ended.err().contains("start it again with the dunlin run"));
    }
}
