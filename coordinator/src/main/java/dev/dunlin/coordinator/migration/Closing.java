package dev.dunlin.coordinator.migration;

import dev.dunlin.protocol.Command;
import dev.dunlin.protocol.OnlineSettings.CutoverTerms;

/**
 * How a migration is brought to its end: by a cutover, or given up.
 *
 * @param underWay whether a cutover was asked for and has neither switched nor ended
 * @param startedAt when the last one was asked for, epoch milliseconds, 0 before the first
 * @param terms of the last one
 * @param refusal why the last one ended without a switch, empty when none did
 * @param passed whether the gate before the fence of the last one was passed
 * @param giving whether the migration is being given up
 * @param fate what becomes of the target then
 */
public record Closing(
        boolean underWay,
        long startedAt,
        CutoverTerms terms,
        String refusal,
        boolean passed,
        boolean giving,
        Command.TargetFate fate) {

    static final Closing NONE =
            new Closing(false, 0, CutoverTerms.DEFAULT, "", false, false, Command.TargetFate.KEEP);

    Closing begun(CutoverTerms given, long at) {
        return new Closing(true, at, given, "", false, giving, fate);
    }

    Closing ended(String why) {
        return new Closing(false, startedAt, terms, why, passed, giving, fate);
    }

    Closing givenUp(Command.TargetFate target) {
        return new Closing(false, startedAt, terms, refusal, passed, true, target);
    }

    Closing throughGate() {
        return new Closing(underWay, startedAt, terms, refusal, true, giving, fate);
    }
}
