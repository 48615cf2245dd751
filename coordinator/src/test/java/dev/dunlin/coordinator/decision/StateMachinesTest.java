package dev.dunlin.coordinator.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.dunlin.protocol.Command;
import dev.dunlin.protocol.DatabasePhase;
import dev.dunlin.protocol.Failure;
import dev.dunlin.protocol.FailureKind;
import dev.dunlin.protocol.MigrationName;
import dev.dunlin.protocol.MigrationOption;
import dev.dunlin.protocol.MigrationState;
import dev.dunlin.protocol.Reply;
import dev.dunlin.protocol.Report;
import dev.dunlin.protocol.Snapshot;
import dev.dunlin.protocol.SourceTask;
import dev.dunlin.protocol.TableName;
import dev.dunlin.protocol.TablePatterns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.SortedSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Every message in every phase is answered, and the diagrams in the documentation are the edges
 * that the code takes. To write them anew: {@code -Ddunlin.write=true}.
 */
final class StateMachinesTest {

    private static final Path PAGE = Path.of("../docs/state-machines.md");
    private static final List<Integer> TABLES = List.of(4, 2, 1, 0);
    private static final History EXPLORED = explore();

    @Test
    void every_report_is_answered_in_every_phase() {
        History history = explored();
        assertThat(history.states.keySet()).containsExactlyInAnyOrder(DatabasePhase.values());
        Stream.of(Report.class.getPermittedSubclasses())
                .filter(kind -> kind != Report.OfPart.class)
                // Asked for by callers of the interface, never by a migration.
                .filter(kind -> kind != Report.ConnectionTested.class)
                .filter(kind -> kind != Report.LeftoversFound.class)
                .filter(kind -> kind != Report.LeftoverDropped.class)
                .map(Class::getSimpleName)
                .forEach(kind -> assertThat(history.reports).containsKey(kind));
        history.states.forEach(
                (phase, state) ->
                        history.reports
                                .values()
                                .forEach(
                                        report ->
                                                assertThatCode(() -> decide(state, report))
                                                        .as("%s in %s", report, phase)
                                                        .doesNotThrowAnyException()));
    }

    @Test
    void every_command_is_answered_in_every_phase() {
        History history = explored();
        List<Command> commands = commands().toList();
        assertThat(commands)
                .extracting(Object::getClass)
                .containsExactlyInAnyOrder(Command.class.getPermittedSubclasses());
        history.states.forEach(
                (phase, state) ->
                        commands.forEach(
                                command -> {
                                    Decision decision =
                                            Decider.decide(
                                                    state,
                                                    new Input.Asked(command),
                                                    Instant.parse("2026-01-02T00:00:00Z"));
                                    assertThat(decision.replies())
                                            .as("%s in %s", command, phase)
                                            .filteredOn(r -> r.commandId().equals(command.id()))
                                            .first()
                                            .matches(reply -> reply.status().first())
                                            .matches(
                                                    reply ->
                                                            reply.status() == Reply.Status.ACCEPTED
                                                                    || !reply.message().isEmpty());
                                }));
    }

    private static Stream<Command> commands() {
        MigrationName m = FakeSource.NAME;
        TableName table = new TableName("public", "t1");
        return Stream.of(
                new Command.StartMigration(
                        "start", Simulation.spec(MigrationOption.VALIDATE_AND_MIGRATE)),
                new Command.ResumeMigration(m, "resume", null, null),
                new Command.PauseMigration(m, "pause"),
                new Command.CutoverMigration(m, "cutover", null),
                new Command.CancelCutover(m, "withdraw"),
                new Command.CancelMigration(m, "cancel", Command.TargetFate.KEEP),
                new Command.DeleteMigration(m, "delete"),
                new Command.ReloadTable(m, "reload", table, ""),
                new Command.SkipTable(m, "skip", table, "", "old"),
                new Command.VerifyMigration(m, "verify"));
    }

    @Test
    void the_documented_state_machines_are_those_of_the_code() throws IOException {
        String page = page(explored());
        if (Boolean.getBoolean("dunlin.write")) {
            Files.writeString(PAGE, page);
        }
        assertThat(Files.readString(PAGE)).isEqualTo(page);
    }

    private static Decision decide(MemoryEntries state, Report report) {
        Decision decision =
                Decider.decide(
                        state, new Input.Told(report), Instant.parse("2026-01-02T00:00:00Z"));
        assertThat(decision.verdict()).isNotNull();
        return decision;
    }

    private static History explored() {
        return EXPLORED;
    }

    /** The same histories each time, so that the page is the same each time. */
    private static History explore() {
        History history = new History();
        for (int seed = 0; seed < 250; seed++) {
            Random random = new Random(seed);
            Simulation simulation = new Simulation(seed, history, TABLES);
            if (seed % 50 == 0) {
                simulation.target().finds(List.of(SimulationTest.FAILED));
            }
            simulation.start();
            if (seed % 50 == 0) {
                simulation.finish();
                simulation.target().finds(List.of());
                simulation.resume();
            }
            for (int crash = 0; crash < seed % 4; crash++) {
                for (int i = 0; i < random.nextInt(90); i++) {
                    simulation.faultyStep();
                }
                if (random.nextInt(3) == 0) {
                    simulation.source().write(FakeSource.id(random.nextInt(2), 0));
                }
                if (random.nextInt(10) == 0 && !simulation.target().rows().isEmpty()) {
                    simulation.target().spoil(FakeSource.id(0, 0));
                }
                simulation.crash();
            }
            if (simulation.finish() == MigrationState.FAILED) {
                simulation.resume();
                simulation.finish();
            }
        }
        OnlineSimulationTest.explore(history);
        TablesSimulationTest.explore(history);
        failures().forEach(r -> history.reports.put(r.getClass().getSimpleName(), r));
        return history;
    }

    /** What the simulated workers never say. */
    private static Stream<Report> failures() {
        Failure failure = new Failure("DUN-X", FailureKind.TARGET, "m", "a");
        SourceTask task =
                new SourceTask.ValidateSource(
                        Simulation.spec(MigrationOption.VALIDATE_AND_MIGRATE));
        return Stream.of(
                new Report.TaskFailed(FakeSource.NAME, task, failure),
                new Report.ChunkFailed(FakeSource.NAME, FakeSource.id(0, 0), 0, failure),
                new Report.JobFailed(FakeSource.NAME, "m/apply-changes/db", 1, failure),
                new Report.Noticed(FakeSource.NAME, List.of(SimulationTest.FAILED)),
                new Report.SnapshotMissing(
                        FakeSource.NAME,
                        new SourceTask.CountSource(
                                FakeSource.NAME,
                                Simulation.spec(MigrationOption.VALIDATE_AND_MIGRATE)
                                        .sourceOf(FakeSource.DATABASE),
                                new Snapshot("s1", "w0", "i", "0/1"),
                                TablePatterns.ALL)),
                new Report.WorkerAlive(FakeSource.NAME, "w"));
    }

    private static String page(History history) {
        StringBuilder page = new StringBuilder();
        page.append("# State machines\n\n");
        page.append("Written by `StateMachinesTest` from what the coordinator's core does; the");
        page.append(" build fails when this page is stale.\n");
        diagram(page, "A migration", history.migrationEdges);
        diagram(page, "A database of a migration", history.databaseEdges);
        diagram(page, "A table", history.tableEdges);
        page.append("\n## How messages are taken\n\n");
        page.append("By phase of the database. Accepted: it changed something. Ignored: late or");
        page.append(" repeated. Rejected: parked.\n\n");
        page.append("| phase | message | taken as |\n|---|---|---|\n");
        history.verdicts.forEach(
                (key, verdicts) ->
                        page.append("| ")
                                .append(key.replace("/", " | "))
                                .append(" | ")
                                .append(String.join(", ", verdicts))
                                .append(" |\n"));
        return page.toString();
    }

    private static void diagram(StringBuilder page, String title, SortedSet<String> edges) {
        page.append("\n## ").append(title).append("\n\n```mermaid\nstateDiagram-v2\n");
        edges.forEach(edge -> page.append("    ").append(edge).append('\n'));
        page.append("```\n");
    }
}
