package dev.dunlin.coordinator.migration;

import java.util.ArrayList;
import java.util.List;

/** What facts change of a comparison. */
final class ComparisonEvolution {

    private ComparisonEvolution() {}

    static Comparison apply(Comparison before, Fact.OfComparison fact) {
        return switch (fact) {
            case Fact.ComparisonAsked(_, var command, var first, var at) ->
                    Comparison.asked(command, first, at);
            case Fact.ComparisonReached(_, var stage) -> before.in(stage);
            case Fact.ComparisonAnchored(_, var lsn) -> before.anchored(lsn);
            case Fact.ComparisonOpened(_, var snapshot) -> before.opened(snapshot);
            case Fact.ComparisonBegunAnew(_, var first, var at) -> before.anew(first, at);
            case Fact.ComparisonFound(_, var differences) -> {
                List<String> all = new ArrayList<>(before.differences());
                all.addAll(differences);
                yield before.differing(List.copyOf(all));
            }
            case Fact.ComparisonEnded(_, var tables, var message, var at) ->
                    before.ended(tables, message, at);
        };
    }
}
