package dev.dunlin.coordinator.migration;

import dev.dunlin.protocol.Finding;
import dev.dunlin.protocol.MigrationSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Applies facts: the only code that changes a migration. */
final class Evolution {

    private Evolution() {}

    static void apply(World world, Fact fact) {
        switch (fact) {
            case Fact.OfDatabase of -> {
                Database before = world.database(of.database());
                world.put(DatabaseEvolution.apply(before, of));
            }
            case Fact.OfTable of -> TableEvolution.apply(world, of);
            case Fact.OfChunk of -> ChunkEvolution.apply(world, of);
            case Fact.Started(var spec, var command, var at) ->
                    world.put(Migration.started(spec, command, at, world.version()));
            case Fact.Resumed resumed -> world.put(resumed(world.migration(), resumed));
            case Fact.Heard(var at) -> world.put(world.migration().withHeardAt(at));
            case Fact.StateEntered(var state, var substate) ->
                    world.put(world.migration().withState(state).withSubstate(substate));
            case Fact.SourceSeen(var findings, var facts) ->
                    world.put(noting(world, findings).withFacts(facts));
            case Fact.TargetSeen(var findings) -> world.put(noting(world, findings));
            case Fact.Noted(var findings) -> world.put(noting(world, findings));
            case Fact.ChecksReached(var checks) -> world.put(checked(world.migration(), checks));
            case Fact.CutoverBegun(var terms, var at) ->
                    world.put(closing(world, closing -> closing.begun(terms, at)));
            case Fact.CutoverEnded(var refusal) ->
                    world.put(closing(world, closing -> closing.ended(refusal)));
            case Fact.GivenUp(var target, var at) ->
                    world.put(closing(world, closing -> closing.givenUp(target)).withHeardAt(at));
            case Fact.CommandTaken(var command) -> world.put(taken(world.migration(), command));
            case Fact.Paused(var paused) -> world.put(world.migration().withPaused(paused));
            case Fact.GatePassed _ -> world.put(closing(world, Closing::throughGate));
            case Fact.Deleted() -> world.delete();
            case Fact.CommandAnswered answered -> answered(world, answered);
            case Fact.FailureMet(var failure) -> {
                Migration before = world.migration();
                world.put(before.withOutcome(before.outcome().failing(failure)));
            }
            case Fact.DifferenceFound(var differences) -> {
                Migration before = world.migration();
                world.put(before.withOutcome(before.outcome().differing(differences)));
            }
        }
    }

    private static Migration noting(World world, List<Finding> findings) {
        Migration before = world.migration();
        return before.withOutcome(before.outcome().noting(findings));
    }

    /** Checks that begin anew find anew. */
    private static Migration checked(Migration before, Migration.Checks checks) {
        boolean anew = checks == Migration.Checks.SOURCE;
        return before.withChecks(checks)
                .withOutcome(anew ? Migration.Outcome.NONE : before.outcome());
    }

    /** A resumed migration forgets why it stopped, and keeps everything that was done. */
    private static Migration resumed(Migration before, Fact.Resumed fact) {
        MigrationSpec spec = before.spec().with(fact.source(), fact.target());
        Migration after =
                taken(before.withSpec(spec), fact.command())
                        .withStartedBy(fact.command().id())
                        .withPaused(false)
                        .withOutcome(
                                new Migration.Outcome(
                                        before.outcome().findings(), List.of(), List.of()))
                        .withHeardAt(fact.at())
                        .withResumes(before.resumes() + 1);
        for (Database database : before.databases().values()) {
            Totals totals = database.totals();
            after = after.with(database.withTotals(totals.kept(totals.chunksLoaded())));
        }
        return after;
    }

    private static Migration closing(World world, UnaryOperator<Closing> change) {
        return world.migration().withClosing(change.apply(world.migration().closing()));
    }

    private static Migration taken(Migration before, Pending command) {
        return before.withCommands(append(before.commands(), command));
    }

    private static void answered(World world, Fact.CommandAnswered fact) {
        String id = fact.command().id();
        world.put(id, world.answered(id).plus(fact.reply(), fact.at()));
        if (fact.reply().status().last() && world.exists()) {
            Migration before = world.migration();
            world.put(
                    before.withCommands(
                            before.commands().stream().filter(c -> !c.id().equals(id)).toList()));
        }
    }

    static <T> List<T> append(List<T> list, T more) {
        List<T> all = new ArrayList<>(list);
        all.add(more);
        return List.copyOf(all);
    }
}
