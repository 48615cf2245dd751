package dev.dunlin.coordinator.migration;

import dev.dunlin.protocol.Failure;
import dev.dunlin.protocol.Finding;
import dev.dunlin.protocol.MigrationMode;
import dev.dunlin.protocol.MigrationSpec;
import dev.dunlin.protocol.MigrationState;
import dev.dunlin.protocol.MigrationSubstate;
import dev.dunlin.protocol.ServerFacts;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One migration.
 *
 * @param resumes how often it was taken up again
 * @param checks how far the first validations are
 * @param commands accepted and without a final reply yet
 * @param startedBy id of the command that began, or took up again, what it does
 * @param paused whether nothing is issued until it is resumed
 * @param closing how it is brought to its end
 */
public record Migration(
        MigrationSpec spec,
        MigrationState state,
        MigrationSubstate substate,
        Times times,
        int resumes,
        Checks checks,
        ServerFacts facts,
        Outcome outcome,
        Flight flight,
        SortedMap<String, Database> databases,
        List<Pending> commands,
        String startedBy,
        boolean paused,
        Closing closing) {

    /** How far the first validations are. */
    public enum Checks {
        SOURCE,
        TARGET,
        PASSED
    }

    /**
     * When it began and when a worker was last heard of, epoch milliseconds, and a count of its
     * changes.
     */
    public record Times(long startedAt, long heardAt, long version) {}

    /** What people are told: findings, why it stopped, and what verification found. */
    public record Outcome(
            List<Finding> findings, List<Failure> failures, List<String> differences) {

        static final Outcome NONE = new Outcome(List.of(), List.of(), List.of());

        Outcome noting(List<Finding> more) {
            List<Finding> all = new ArrayList<>(findings);
            more.stream().filter(finding -> !all.contains(finding)).forEach(all::add);
            return new Outcome(List.copyOf(all), failures, differences);
        }

        Outcome failing(Failure failure) {
            return new Outcome(findings, Evolution.append(failures, failure), differences);
        }

        Outcome differing(List<String> more) {
            List<String> all = new ArrayList<>(differences);
            all.addAll(more);
            return new Outcome(findings, failures, List.copyOf(all));
        }
    }

    /** Planned bytes issued but not loaded by partition of the rows topic, and chunks likewise. */
    public record Flight(List<Long> bytes, int chunks) {

        Flight plus(int partition, long moreBytes, int moreChunks) {
            List<Long> loads = new ArrayList<>(bytes);
            loads.set(partition, Math.max(0, loads.get(partition) + moreBytes));
            return new Flight(List.copyOf(loads), Math.max(0, chunks + moreChunks));
        }
    }

    static Migration started(MigrationSpec spec, Pending command, long now, long version) {
        SortedMap<String, Database> databases = new TreeMap<>();
        spec.databases()
                .forEach(d -> databases.put(d.source(), Database.planned(spec.name(), d.source())));
        int partitions = spec.settings().parallelism();
        return new Migration(
                spec,
                MigrationState.IN_PROGRESS,
                MigrationSubstate.VALIDATION_IN_PROGRESS,
                new Times(now, now, version),
                0,
                Checks.SOURCE,
                ServerFacts.UNKNOWN,
                Outcome.NONE,
                new Flight(Collections.nCopies(partitions, 0L), 0),
                databases,
                List.of(command),
                command.id(),
                false,
                Closing.NONE);
    }

    /** One of its databases. */
    public Database database(String name) {
        Database database = databases.get(name);
        if (database == null) {
            throw new IllegalArgumentException("migration " + spec.name() + " has no " + name);
        }
        return database;
    }

    Migration with(Database database) {
        SortedMap<String, Database> more = new TreeMap<>(databases);
        more.put(database.name(), database);
        return withDatabases(more);
    }

    Migration withHeardAt(long at) {
        return withTimes(new Times(times.startedAt(), at, times.version()));
    }

    /** The next version, written once for each message that changed something. */
    Migration nextVersion() {
        return withTimes(new Times(times.startedAt(), times.heardAt(), times.version() + 1));
    }

    Migration withSpec(MigrationSpec value) {
        return new Migration(
                value, state, substate, times, resumes, checks, facts, outcome, flight, databases,
                commands, startedBy, paused, closing);
    }

    Migration withState(MigrationState value) {
        return new Migration(
                spec, value, substate, times, resumes, checks, facts, outcome, flight, databases,
                commands, startedBy, paused, closing);
    }

    Migration withSubstate(MigrationSubstate value) {
        return new Migration(
                spec, state, value, times, resumes, checks, facts, outcome, flight, databases,
                commands, startedBy, paused, closing);
    }

    Migration withTimes(Times value) {
        return new Migration(
                spec, state, substate, value, resumes, checks, facts, outcome, flight, databases,
                commands, startedBy, paused, closing);
    }

    Migration withResumes(int value) {
        return new Migration(
                spec, state, substate, times, value, checks, facts, outcome, flight, databases,
                commands, startedBy, paused, closing);
    }

    Migration withChecks(Checks value) {
        return new Migration(
                spec, state, substate, times, resumes, value, facts, outcome, flight, databases,
                commands, startedBy, paused, closing);
    }

    Migration withFacts(ServerFacts value) {
        return new Migration(
                spec, state, substate, times, resumes, checks, value, outcome, flight, databases,
                commands, startedBy, paused, closing);
    }

    Migration withOutcome(Outcome value) {
        return new Migration(
                spec, state, substate, times, resumes, checks, facts, value, flight, databases,
                commands, startedBy, paused, closing);
    }

    Migration withFlight(Flight value) {
        return new Migration(
                spec, state, substate, times, resumes, checks, facts, outcome, value, databases,
                commands, startedBy, paused, closing);
    }

    Migration withDatabases(SortedMap<String, Database> value) {
        return new Migration(
                spec, state, substate, times, resumes, checks, facts, outcome, flight, value,
                commands, startedBy, paused, closing);
    }

    Migration withCommands(List<Pending> value) {
        return new Migration(
                spec, state, substate, times, resumes, checks, facts, outcome, flight, databases,
                value, startedBy, paused, closing);
    }

    Migration withStartedBy(String value) {
        return new Migration(
                spec, state, substate, times, resumes, checks, facts, outcome, flight, databases,
                commands, value, paused, closing);
    }

    Migration withPaused(boolean value) {
        return new Migration(
                spec, state, substate, times, resumes, checks, facts, outcome, flight, databases,
                commands, startedBy, value, closing);
    }

    Migration withClosing(Closing value) {
        return new Migration(
                spec, state, substate, times, resumes, checks, facts, outcome, flight, databases,
                commands, startedBy, paused, value);
    }

    /** Whether a comparison that somebody asked for is under way. */
    public boolean comparing() {
        return databases.values().stream().anyMatch(d -> d.comparison().active());
    }

    /** Whether it follows its source. */
    public boolean online() {
        return spec.mode() == MigrationMode.ONLINE;
    }

    /** Whether work is done, or waits for its user. */
    public boolean running() {
        return !state.ended();
    }
}
