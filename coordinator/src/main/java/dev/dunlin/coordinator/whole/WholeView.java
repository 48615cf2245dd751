package dev.dunlin.coordinator.whole;

import dev.dunlin.protocol.Condition;
import dev.dunlin.protocol.CutoverStatus;
import dev.dunlin.protocol.DatabaseStatus;
import dev.dunlin.protocol.Failure;
import dev.dunlin.protocol.FailureKind;
import dev.dunlin.protocol.Finding;
import dev.dunlin.protocol.MigrationState;
import dev.dunlin.protocol.MigrationStatus;
import dev.dunlin.protocol.MigrationSubstate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** What everybody may read of a whole: its parts' statuses, as one. */
public final class WholeView {

    private WholeView() {}

    /** The status of a whole. */
    public static MigrationStatus status(Whole whole, Instant now) {
        Rollup.Standing standing = Rollup.of(whole);
        return new MigrationStatus(
                whole.spec().name(),
                standing.state(),
                standing.substate(),
                whole.version(),
                whole.spec(),
                Instant.ofEpochMilli(whole.startedAt()).toString(),
                now.toString(),
                whole.resumes(),
                whole.parts().values().stream().map(part -> database(whole, part)).toList(),
                cutover(whole),
                findings(whole),
                failures(whole),
                whole.parts().values().stream()
                        .flatMap(
                                part ->
                                        of(part, status -> status.differences().stream())
                                                .map(text -> part.database() + ": " + text))
                        .toList(),
                whole.parts().values().stream().flatMap(part -> conditions(whole, part)).toList());
    }

    private static <T> Stream<T> of(Whole whole, Function<MigrationStatus, Stream<T>> what) {
        return whole.parts().values().stream().flatMap(part -> of(part, what));
    }

    private static <T> Stream<T> of(Part part, Function<MigrationStatus, Stream<T>> what) {
        return Stream.ofNullable(part.current()).flatMap(what);
    }

    /** A part that is validated, and not begun yet, has not Succeeded in what people asked for. */
    private static DatabaseStatus database(Whole whole, Part part) {
        boolean ended = Rollup.of(whole).state().ended();
        boolean validated =
                whole.stage() == Whole.Stage.VALIDATING
                        && part.state() == MigrationState.SUCCEEDED
                        && !ended;
        MigrationState state = validated ? MigrationState.IN_PROGRESS : part.state();
        MigrationSubstate substate =
                validated ? MigrationSubstate.VALIDATION_IN_PROGRESS : part.substate();
        DatabaseStatus figures =
                of(part, status -> status.databases().stream())
                        .findFirst()
                        .orElseGet(() -> unheard(whole, part));
        return figures.in(state, substate, partFailures(part).toList());
    }

    private static DatabaseStatus unheard(Whole whole, Part part) {
        return DatabaseStatus.planned(
                part.database(), whole.spec().targetOf(part.database()).database());
    }

    private static Stream<Failure> partFailures(Part part) {
        if (part.current() == null && !part.refusal().isEmpty()) {
            return Stream.of(
                    new Failure(
                            "DUN-MIG-PART-REFUSED",
                            FailureKind.CONFIGURATION,
                            "migration " + part.name() + " was not taken: " + part.refusal(),
                            "look at that migration; resume when it can go on"));
        }
        return of(part, status -> status.failures().stream());
    }

    private static List<Failure> failures(Whole whole) {
        return whole.parts().values().stream()
                .flatMap(
                        part ->
                                partFailures(part)
                                        .map(
                                                f ->
                                                        new Failure(
                                                                f.code(),
                                                                f.kind(),
                                                                "database "
                                                                        + part.database()
                                                                        + ": "
                                                                        + f.message(),
                                                                f.action())))
                .toList();
    }

    private static Stream<Condition> conditions(Whole whole, Part part) {
        if (part.held()) {
            return Stream.of(
                    new Condition(
                            Condition.PAUSED,
                            part.database(),
                            "it does not begin until it is resumed"));
        } else if (part.waiting() != null) {
            return Stream.of(
                    new Condition(
                            Condition.AWAITING_PLACE,
                            part.database(),
                            whole.spec().settings().databasesAtOnce()
                                    + " databases are copied at a time"));
        }
        return of(part, status -> status.conditions().stream())
                .map(c -> new Condition(c.type(), part.database(), c.message()));
    }

    /** What parts found alike of a server they share is said once. */
    private static List<Finding> findings(Whole whole) {
        List<Finding> all = new ArrayList<>();
        of(whole, status -> status.findings().stream())
                .filter(finding -> all.stream().noneMatch(finding::repeats))
                .forEach(all::add);
        return List.copyOf(all);
    }

    private static CutoverStatus cutover(Whole whole) {
        List<CutoverStatus> cutovers =
                of(whole, status -> Stream.of(status.cutover()))
                        .filter(cutover -> !cutover.startedAt().isEmpty())
                        .toList();
        if (cutovers.isEmpty()) {
            return CutoverStatus.NONE;
        }
        boolean underWay = cutovers.stream().anyMatch(CutoverStatus::underWay);
        CutoverStatus shown =
                cutovers.stream().filter(c -> c.underWay() == underWay).findFirst().orElseThrow();
        return new CutoverStatus(
                underWay,
                shown.startedAt(),
                shown.terms(),
                cutovers.stream().flatMap(cutover -> cutover.fenced().stream()).toList(),
                whole.parts().values().stream()
                        .map(WholeView::refusal)
                        .filter(text -> !text.isEmpty())
                        .distinct()
                        .reduce((a, b) -> a + "; " + b)
                        .orElse(""));
    }

    private static String refusal(Part part) {
        MigrationStatus current = part.current();
        return current == null ? "" : current.cutover().refusal();
    }
}
