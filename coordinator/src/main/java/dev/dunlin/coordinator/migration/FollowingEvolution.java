package dev.dunlin.coordinator.migration;

/** What facts change of how a database is followed. */
final class FollowingEvolution {

    private FollowingEvolution() {}

    static Following apply(Following before, Fact.OfFollowing fact) {
        return switch (fact) {
            case Fact.CaptureStood(_, var startLsn) -> before.prepared(startLsn);
            case Fact.CaptureAsked _ -> before.asked(before.capture() + 1, before.apply());
            case Fact.ApplyAsked _ -> before.asked(before.capture(), before.apply() + 1);
            case Fact.FencesKnown(_, var fence, var fences) -> before.copiedUnder(fence, fences);
            case Fact.LateAsked _ ->
                    before.waiting(
                            new Following.Late(before.late().tables(), before.late().round() + 1));
            case Fact.MarkerAsked _ ->
                    before.marked(before.markers() + 1, before.changes(), before.sessions());
            case Fact.SessionsSeen(_, var sessions) ->
                    before.marked(before.markers(), before.changes(), sessions);
            case Fact.MarkerSeen(_, var changes) ->
                    before.marked(before.markers(), changes, before.sessions());
            case Fact.FencingAsked _ -> before.fencing(before.fencings() + 1, before.fenced());
            case Fact.FenceChanged(_, var fenced) -> before.fencing(before.fencings(), fenced);
            case Fact.ApplyHeld(_, var request) -> before.holding(request);
            case Fact.Measured(_, var readiness) -> before.measured(readiness);
        };
    }
}
