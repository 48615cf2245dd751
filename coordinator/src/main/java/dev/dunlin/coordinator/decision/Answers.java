package dev.dunlin.coordinator.decision;

import dev.dunlin.coordinator.migration.Comparison;
import dev.dunlin.coordinator.migration.Database;
import dev.dunlin.coordinator.migration.Fact;
import dev.dunlin.coordinator.migration.Migration;
import dev.dunlin.coordinator.migration.Pending;
import dev.dunlin.protocol.Command;
import dev.dunlin.protocol.DatabasePhase;
import dev.dunlin.protocol.Failure;
import dev.dunlin.protocol.Finding;
import dev.dunlin.protocol.MigrationState;
import dev.dunlin.protocol.Reply;
import dev.dunlin.protocol.Reply.Status;
import dev.dunlin.protocol.Severity;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Replies: to every command one first, and to those that were accepted one final. */
final class Answers {

    /** How a command ended. */
    private record End(Status status, String message) {}

    private Answers() {}

    /** Says again what was replied to this command before; answers whether anything was. */
    static boolean repeated(Draft draft, Command command) {
        List<Reply> before = draft.world().answered(command.id()).replies();
        before.forEach(reply -> draft.reply(reply.again()));
        return !before.isEmpty();
    }

    static void give(Draft draft, Command command, Status status, String message) {
        give(
                draft,
                Pending.of(command),
                new Reply(command.migration(), command.id(), status, message));
    }

    private static void give(Draft draft, Pending command, Reply reply) {
        draft.record(new Fact.CommandAnswered(command, reply, draft.now().toEpochMilli()));
        draft.reply(reply);
    }

    /** Final replies to what has come to its end. */
    static void settle(Draft draft) {
        for (Pending command : draft.migration().commands()) {
            end(draft.migration(), command)
                    .ifPresent(
                            end ->
                                    give(
                                            draft,
                                            command,
                                            new Reply(
                                                    draft.migration().spec().name(),
                                                    command.id(),
                                                    end.status(),
                                                    end.message())));
        }
    }

    private static Optional<End> end(Migration migration, Pending command) {
        return switch (command.kind()) {
            case "cutover-migration" -> cutover(migration);
            case "pause-migration" ->
                    migration.paused()
                            ? Optional.of(new End(Status.SUCCEEDED, ""))
                            : ended(migration);
            case "cancel-cutover" -> cancelCutover(migration);
            case "verify-migration" -> comparison(migration, command);
            case "reload-table" -> reload(migration);
            case "cancel-migration" ->
                    migration.state() == MigrationState.CANCELED
                            ? Optional.of(new End(Status.SUCCEEDED, ""))
                            : ended(migration);
            default -> ended(migration);
        };
    }

    /** Equal is what nobody found a difference in; what was not compared to its end is neither. */
    private static Optional<End> comparison(Migration migration, Pending command) {
        List<Comparison> its =
                migration.databases().values().stream()
                        .map(Database::comparison)
                        .filter(c -> c.command().id().equals(command.id()))
                        .toList();
        if (its.stream().anyMatch(Comparison::active)) {
            return Optional.empty();
        }
        List<String> differences = its.stream().flatMap(c -> c.differences().stream()).toList();
        if (!differences.isEmpty()) {
            return Optional.of(
                    new End(
                            Status.FAILED,
                            differences.size() + " differences: " + differences.getFirst()));
        }
        String why =
                its.stream()
                        .map(Comparison::message)
                        .filter(text -> !text.isEmpty())
                        .collect(Collectors.joining("; "));
        return Optional.of(
                why.isEmpty()
                        ? new End(
                                Status.SUCCEEDED,
                                its.stream().mapToInt(Comparison::tables).sum()
                                        + " tables are equal")
                        : new End(Status.FAILED, "not compared to the end: " + why));
    }

    /** It is over when all tables stand where the migration's other tables do. */
    private static Optional<End> reload(Migration migration) {
        DatabasePhase over =
                migration.online() ? DatabasePhase.STREAMING : DatabasePhase.CONSTRAINTS;
        boolean under =
                migration.databases().values().stream().anyMatch(d -> d.phase().before(over));
        return under ? ended(migration) : Optional.of(new End(Status.SUCCEEDED, ""));
    }

    private static Optional<End> ended(Migration migration) {
        return switch (migration.state()) {
            case IN_PROGRESS, WAITING_FOR_USER_ACTION -> Optional.empty();
            case SUCCEEDED -> Optional.of(new End(Status.SUCCEEDED, ""));
            case CANCELED -> Optional.of(new End(Status.CANCELED, "the migration was given up"));
            case FAILED, VALIDATION_FAILED -> Optional.of(new End(Status.FAILED, why(migration)));
        };
    }

    private static String why(Migration migration) {
        if (migration.state() == MigrationState.FAILED) {
            return migration.outcome().failures().stream()
                    .map(Failure::toString)
                    .collect(Collectors.joining("; "));
        }
        return migration.outcome().findings().stream()
                .filter(finding -> finding.severity() == Severity.FAILED)
                .map(Finding::code)
                .distinct()
                .collect(Collectors.joining(", ", "validation failed: ", ""));
    }

    private static Optional<End> cutover(Migration migration) {
        Optional<End> ended = ended(migration);
        if (ended.isPresent() || migration.closing().underWay()) {
            return ended;
        }
        String refusal = migration.closing().refusal();
        Status status = refusal.equals(Cutovers.BY_USER) ? Status.CANCELED : Status.FAILED;
        return Optional.of(new End(status, refusal));
    }

    /** Withdrawn is a cutover when the sources take writes again. */
    private static Optional<End> cancelCutover(Migration migration) {
        boolean fenced =
                migration.databases().values().stream()
                        .anyMatch(d -> Cutovers.lifting(d) || d.following().fenced());
        if (!fenced) {
            return Optional.of(new End(Status.SUCCEEDED, ""));
        }
        return ended(migration);
    }
}
