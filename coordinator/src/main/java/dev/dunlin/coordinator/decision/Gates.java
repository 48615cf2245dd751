package dev.dunlin.coordinator.decision;

import dev.dunlin.coordinator.migration.Fact;
import dev.dunlin.coordinator.migration.Migration;
import dev.dunlin.protocol.GateDecision;
import dev.dunlin.protocol.OnlineSettings.Gate;

/** Places where somebody outside decides whether it goes on. */
public final class Gates {

    private Gates() {}

    /** Whether a cutover waits, ready and not fenced, for a decision. */
    public static boolean awaited(Migration migration) {
        return migration.closing().underWay()
                && !migration.closing().passed()
                && migration.spec().settings().online().gates().contains(Gate.BEFORE_CUTOVER);
    }

    static Verdict decided(Draft draft, GateDecision decision) {
        if (!draft.world().exists()
                || !draft.migration().running()
                || !awaited(draft.migration())) {
            return Verdict.ignored("nothing waits at " + decision.gate());
        }
        switch (decision.decision()) {
            case APPROVE -> draft.record(new Fact.GatePassed(decision.by()));
            case REJECT -> Cutovers.withdraw(draft, rejection(decision));
        }
        return Verdict.ACCEPTED;
    }

    private static String rejection(GateDecision decision) {
        String who = decision.by().isEmpty() ? "somebody" : decision.by();
        String why = decision.reason().isEmpty() ? "" : ": " + decision.reason();
        return "rejected at the gate before-cutover by " + who + why;
    }
}
