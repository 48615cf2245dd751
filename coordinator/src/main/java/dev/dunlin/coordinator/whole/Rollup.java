package dev.dunlin.coordinator.whole;

import dev.dunlin.protocol.MigrationOption;
import dev.dunlin.protocol.MigrationState;
import dev.dunlin.protocol.MigrationSubstate;
import dev.dunlin.protocol.Reply.Status;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** How many become one: the states of parts, and their replies. */
public final class Rollup {

    /** Where a migration stands, for people. */
    public record Standing(MigrationState state, MigrationSubstate substate) {}

    /** A reply to give. */
    record Said(Status status, String message) {}

    private Rollup() {}

    /** Where a whole stands. */
    public static Standing of(Whole whole) {
        List<Standing> parts =
                whole.parts().values().stream()
                        .map(part -> new Standing(part.state(), part.substate()))
                        .toList();
        return whole.stage() == Whole.Stage.VALIDATING
                ? validating(parts, whole.spec().option())
                : migrating(parts);
    }

    /** While parts are only validated, an end of theirs is none of the whole unless all ended. */
    static Standing validating(Collection<Standing> parts, MigrationOption option) {
        boolean done = parts.stream().allMatch(part -> part.state().ended());
        if (!done || (validated(parts) && option != MigrationOption.VALIDATE)) {
            return new Standing(
                    MigrationState.IN_PROGRESS, MigrationSubstate.VALIDATION_IN_PROGRESS);
        }
        if (all(parts, MigrationState.CANCELED)) {
            return new Standing(MigrationState.CANCELED, MigrationSubstate.COMPLETED);
        } else if (any(parts, MigrationState.VALIDATION_FAILED)) {
            return new Standing(
                    MigrationState.VALIDATION_FAILED, MigrationSubstate.VALIDATION_IN_PROGRESS);
        } else if (any(parts, MigrationState.FAILED)) {
            return new Standing(MigrationState.FAILED, MigrationSubstate.VALIDATION_IN_PROGRESS);
        }
        return new Standing(MigrationState.SUCCEEDED, MigrationSubstate.COMPLETED);
    }

    /** Whether every part may begin: none has failed, and not all were given up. */
    static boolean validated(Collection<Standing> parts) {
        return parts.stream()
                        .allMatch(
                                part ->
                                        part.state() == MigrationState.SUCCEEDED
                                                || part.state() == MigrationState.CANCELED)
                && !all(parts, MigrationState.CANCELED);
    }

    /**
     * In progress while any part works; waiting when all that have not ended wait. When all have
     * ended it is the worst that counts: failed, then given up, and Succeeded only when all have.
     */
    static Standing migrating(Collection<Standing> parts) {
        List<Standing> unfinished = parts.stream().filter(part -> !part.state().ended()).toList();
        if (!unfinished.isEmpty()) {
            boolean waits = all(unfinished, MigrationState.WAITING_FOR_USER_ACTION);
            MigrationState state =
                    waits ? MigrationState.WAITING_FOR_USER_ACTION : MigrationState.IN_PROGRESS;
            MigrationSubstate substate =
                    unfinished.stream()
                            .filter(part -> part.state() == state)
                            .map(Standing::substate)
                            .min(Comparator.naturalOrder())
                            .orElse(MigrationSubstate.MIGRATING_DATA);
            return new Standing(state, substate);
        }
        if (all(parts, MigrationState.VALIDATION_FAILED)) {
            return new Standing(
                    MigrationState.VALIDATION_FAILED, MigrationSubstate.VALIDATION_IN_PROGRESS);
        }
        for (Standing part : parts) {
            if (part.state() == MigrationState.FAILED
                    || part.state() == MigrationState.VALIDATION_FAILED) {
                return new Standing(MigrationState.FAILED, part.substate());
            }
        }
        return any(parts, MigrationState.CANCELED)
                ? new Standing(MigrationState.CANCELED, MigrationSubstate.COMPLETED)
                : new Standing(MigrationState.SUCCEEDED, MigrationSubstate.COMPLETED);
    }

    private static boolean all(Collection<Standing> parts, MigrationState state) {
        return parts.stream().allMatch(part -> part.state() == state);
    }

    private static boolean any(Collection<Standing> parts, MigrationState state) {
        return parts.stream().anyMatch(part -> part.state() == state);
    }

    /** Whether every part asked has said yes or no. */
    static boolean allAnswered(Order order) {
        return order.fares().values().stream()
                .noneMatch(fare -> fare.standing() == Order.Standing.ASKED);
    }

    /** Whether every part asked has come to its end with it. */
    static boolean allEnded(Order order) {
        return order.fares().values().stream().allMatch(fare -> fare.standing().ended());
    }

    /** Accepted where any part accepts; who does not is named. */
    static Said first(Order order) {
        boolean none =
                order.fares().values().stream()
                        .allMatch(fare -> fare.standing() == Order.Standing.REJECTED);
        return new Said(
                none ? Status.REJECTED : Status.ACCEPTED,
                messages(order, List.of(Order.Standing.REJECTED)));
    }

    /** Done only where every part has done it. */
    static Said last(Order order) {
        boolean failed = has(order, Order.Standing.FAILED) || has(order, Order.Standing.REJECTED);
        Status otherwise = has(order, Order.Standing.CANCELED) ? Status.CANCELED : Status.SUCCEEDED;
        return new Said(
                failed ? Status.FAILED : otherwise,
                messages(
                        order,
                        List.of(
                                Order.Standing.REJECTED,
                                Order.Standing.FAILED,
                                Order.Standing.CANCELED)));
    }

    private static boolean has(Order order, Order.Standing standing) {
        return order.fares().values().stream().anyMatch(fare -> fare.standing() == standing);
    }

    private static String messages(Order order, List<Order.Standing> of) {
        return order.fares().entrySet().stream()
                .filter(fare -> of.contains(fare.getValue().standing()))
                .map(fare -> "database " + fare.getKey() + ": " + fare.getValue().message())
                .collect(Collectors.joining("; "));
    }
}
