package dev.dunlin.coordinator;

import dev.dunlin.coordinator.decision.Gates;
import dev.dunlin.coordinator.migration.Closing;
import dev.dunlin.coordinator.migration.Comparison;
import dev.dunlin.coordinator.migration.Database;
import dev.dunlin.coordinator.migration.Fact;
import dev.dunlin.coordinator.migration.Migration;
import dev.dunlin.coordinator.migration.Table;
import dev.dunlin.coordinator.migration.Totals;
import dev.dunlin.protocol.ComparisonStatus;
import dev.dunlin.protocol.Condition;
import dev.dunlin.protocol.CutoverStatus;
import dev.dunlin.protocol.DatabaseStatus;
import dev.dunlin.protocol.MigrationEvent;
import dev.dunlin.protocol.MigrationName;
import dev.dunlin.protocol.MigrationStatus;
import dev.dunlin.protocol.Reply;
import dev.dunlin.protocol.TableId;
import dev.dunlin.protocol.TableName;
import dev.dunlin.protocol.TablePhase;
import dev.dunlin.protocol.TablePlan;
import dev.dunlin.protocol.TableStatus;
import dev.dunlin.protocol.Topics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What everybody may read of a migration, made from its records. */
final class PublicView {

    private PublicView() {}

    static MigrationStatus status(Migration migration, Instant now) {
        return new MigrationStatus(
                migration.spec().name(),
                migration.state(),
                migration.substate(),
                migration.times().version(),
                migration.spec(),
                Instant.ofEpochMilli(migration.times().startedAt()).toString(),
                now.toString(),
                migration.resumes(),
                migration.databases().values().stream().map(d -> database(migration, d)).toList(),
                cutover(migration),
                migration.outcome().findings(),
                migration.outcome().failures(),
                migration.outcome().differences(),
                conditions(migration));
    }

    private static List<Condition> conditions(Migration migration) {
        List<Condition> all = new ArrayList<>(skipped(migration));
        if (migration.running()) {
            all.addAll(waits(migration));
        }
        return all;
    }

    private static List<Condition> skipped(Migration migration) {
        return migration.databases().values().stream()
                .filter(database -> !database.schema().skipped().isEmpty())
                .map(
                        database ->
                                new Condition(
                                        Condition.TABLES_SKIPPED,
                                        database.name(),
                                        "left out, and not proved: "
                                                + database.schema().skipped().stream()
                                                        .map(TableName::quoted)
                                                        .collect(Collectors.joining(", "))))
                .toList();
    }

    private static List<Condition> waits(Migration migration) {
        if (migration.paused()) {
            return List.of(
                    new Condition(Condition.PAUSED, "", "nothing is done until it is resumed"));
        } else if (Gates.awaited(migration)) {
            return List.of(
                    new Condition(
                            Condition.AWAITING_GATE,
                            "",
                            "the cutover waits for a decision at before-cutover, on topic "
                                    + Topics.GATES));
        }
        return List.of();
    }

    private static CutoverStatus cutover(Migration migration) {
        Closing closing = migration.closing();
        List<String> fenced =
                migration.databases().values().stream()
                        .filter(database -> database.following().fenced())
                        .map(Database::name)
                        .toList();
        String at =
                closing.startedAt() == 0
                        ? ""
                        : Instant.ofEpochMilli(closing.startedAt()).toString();
        return new CutoverStatus(
                closing.underWay(), at, closing.terms(), fenced, closing.refusal());
    }

    private static DatabaseStatus database(Migration migration, Database database) {
        Totals totals = database.totals();
        int skipped = database.schema().skipped().size();
        return new DatabaseStatus(
                database.name(),
                migration.spec().targetOf(database.name()).database(),
                migration.state(),
                migration.substate(),
                database.phase(),
                database.schema().tables() - skipped,
                skipped,
                Math.max(0, totals.tablesLoaded() - skipped),
                Math.max(0, totals.tablesBuilt() - skipped),
                totals.tablesVerified(),
                totals.chunks(),
                totals.chunksLoaded(),
                totals.chunksKept(),
                totals.bytesPlanned(),
                totals.plannedBytesLoaded(),
                totals.rows(),
                totals.bytes(),
                totals.items(),
                totals.itemsRestored(),
                database.sequences().size(),
                database.timings(),
                migration.outcome().failures(),
                comparison(database));
    }

    private static @Nullable ComparisonStatus comparison(Database database) {
        Comparison comparison = database.comparison();
        if (comparison.stage() == Comparison.Stage.NONE) {
            return null;
        }
        return new ComparisonStatus(
                comparison.command().id(),
                comparison.command().by(),
                Instant.ofEpochMilli(comparison.startedAt()).toString(),
                comparison.endedAt() == 0
                        ? ""
                        : Instant.ofEpochMilli(comparison.endedAt()).toString(),
                comparison.outcome(),
                comparison.lsn(),
                comparison.tables(),
                database.schema().skipped().size(),
                comparison.differences(),
                comparison.message());
    }

    static TableStatus table(MigrationName migration, TablePlan plan, Table table) {
        return new TableStatus(
                migration,
                plan.id(),
                plan.name(),
                table.skip() == null ? table.phase() : TablePhase.SKIPPED,
                plan.chunks().size(),
                table.loadedChunks(),
                table.keptChunks(),
                plan.bytes(),
                table.rows(),
                table.bytes(),
                table.copyMillis(),
                table.indexMillis(),
                plan.keyColumns().isEmpty(),
                table.verification().differences(),
                table.skip() == null ? "" : table.skip().inWords());
    }

    /** Key of a table's status on its topic. */
    static String key(MigrationName migration, TableId id) {
        return migration + "/" + id;
    }

    /** What people and automation want to hear of the facts; empty for the many small ones. */
    static Optional<MigrationEvent> event(MigrationName migration, Fact fact, Instant now) {
        return switch (fact) {
            case Fact.StateEntered(var state, var substate) ->
                    event(
                            migration,
                            now,
                            "state-changed",
                            "",
                            state.label() + " / " + substate.label());
            case Fact.Resumed _ -> event(migration, now, "resumed", "", "");
            case Fact.FailureMet(var failure) ->
                    event(migration, now, "failed", "", failure.toString());
            case Fact.PhaseEntered(var database, var phase, _) ->
                    event(migration, now, "phase-entered", database, phase.label());
            case Fact.SnapshotAdopted(var database, var snapshot) ->
                    event(migration, now, "snapshot-held", database, snapshot.lsn());
            case Fact.RecheckStarted(var database) ->
                    event(migration, now, "recheck-started", database, "");
            case Fact.TableEmptied(var table) ->
                    event(migration, now, "table-emptied", table.toString(), "");
            case Fact.TableEntered(var table, var phase) ->
                    event(migration, now, "table-entered", table.toString(), phase.label());
            case Fact.TableSkipped(var table, var skip) ->
                    event(migration, now, "table-skipped", table.toString(), skip.inWords());
            case Fact.ReloadBegun(var database, var table) ->
                    event(migration, now, "reload-begun", database + "/" + table, "");
            case Fact.ComparisonAsked(var database, var command, _, _) ->
                    event(migration, now, "comparison-begun", database, command.said(""));
            case Fact.ComparisonEnded(var database, var tables, var message, _) ->
                    event(
                            migration,
                            now,
                            "comparison-ended",
                            database,
                            message.isEmpty() ? tables + " tables compared" : message);
            case Fact.ComparisonFound(_, var differences) ->
                    event(migration, now, "different", "", String.join("; ", differences));
            case Fact.CutoverBegun(var terms, _) ->
                    event(migration, now, "cutover-begun", "", terms.fence().toString());
            case Fact.CutoverEnded(var refusal) ->
                    event(migration, now, "cutover-ended", "", refusal);
            case Fact.Paused(var paused) when paused -> event(migration, now, "paused", "", "");
            case Fact.GatePassed(var by) ->
                    event(migration, now, "gate-passed", "before-cutover", by);
            case Fact.FenceChanged(var database, var fenced) ->
                    event(migration, now, fenced ? "fenced" : "fence-lifted", database, "");
            case Fact.GivenUp(var target, _) ->
                    event(migration, now, "given-up", "", target.toString());
            case Fact.CommandAnswered(var command, var reply, _) ->
                    event(
                            migration,
                            now,
                            kind(reply.status()),
                            command.id(),
                            command.said(reply.message()));
            case Fact.DifferenceFound(var differences) ->
                    event(migration, now, "different", "", String.join("; ", differences));
            case Fact _ -> Optional.empty();
        };
    }

    /** The event that is a reply. */
    static String kind(Reply.Status status) {
        return "command-" + status.name().toLowerCase(Locale.ROOT);
    }

    private static Optional<MigrationEvent> event(
            MigrationName migration, Instant now, String kind, String subject, String detail) {
        return Optional.of(new MigrationEvent(migration, now.toString(), kind, subject, detail));
    }
}
