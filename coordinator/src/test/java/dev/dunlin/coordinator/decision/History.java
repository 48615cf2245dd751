package dev.dunlin.coordinator.decision;

import dev.dunlin.coordinator.migration.Database;
import dev.dunlin.coordinator.migration.Fact;
import dev.dunlin.coordinator.migration.Migration;
import dev.dunlin.coordinator.migration.Table;
import dev.dunlin.protocol.DatabasePhase;
import dev.dunlin.protocol.Report;
import dev.dunlin.protocol.TableId;
import dev.dunlin.protocol.TablePhase;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What simulations went through: edges of the state machines, and how messages were taken. */
final class History {

    final SortedSet<String> migrationEdges = new TreeSet<>();
    final SortedSet<String> databaseEdges = new TreeSet<>();
    final SortedSet<String> tableEdges = new TreeSet<>();

    /** How a message was taken in a phase: {@code phase/message} to verdicts. */
    final SortedMap<String, SortedSet<String>> verdicts = new TreeMap<>();

    /** One state of each phase, and one report of each kind. */
    final Map<DatabasePhase, MemoryEntries> states = new LinkedHashMap<>();

    final Map<String, Report> reports = new TreeMap<>();

    void record(MemoryEntries before, Input input, Decision decision, MemoryEntries after) {
        if (input instanceof Input.Told(var report)) {
            reports.put(report.getClass().getSimpleName(), report);
        }
        Migration was = before.migration();
        Migration is = after.migration();
        if (is != null) {
            edge(migrationEdges, was == null ? "[*]" : name(was), name(is));
            is.databases().values().forEach(database -> database(was, database, after));
            verdict(is, input, decision.verdict());
        }
        decision.facts().stream()
                .flatMap(History::table)
                .distinct()
                .forEach(id -> table(before.table(id), after.table(id)));
    }

    private static Stream<TableId> table(Fact fact) {
        return switch (fact) {
            case Fact.OfTable of -> Stream.of(of.table());
            case Fact.OfChunk of -> Stream.of(of.chunk().table());
            case Fact _ -> Stream.empty();
        };
    }

    private void table(@Nullable Table was, @Nullable Table is) {
        if (is != null) {
            edge(tableEdges, was == null ? "[*]" : diagram(was.phase()), diagram(is.phase()));
        }
    }

    private void database(@Nullable Migration was, Database database, MemoryEntries after) {
        if (was != null) {
            edge(
                    databaseEdges,
                    diagram(was.database(database.name()).phase()),
                    diagram(database.phase()));
        }
        states.putIfAbsent(database.phase(), after.copy());
    }

    void verdict(Migration migration, Input input, Verdict verdict) {
        if (input instanceof Input.Told(var report)) {
            String phase = migration.database(FakeSource.DATABASE).phase().label();
            String key = phase + "/" + report.getClass().getSimpleName();
            verdicts.computeIfAbsent(key, _ -> new TreeSet<>())
                    .add(verdict.getClass().getSimpleName());
        }
    }

    private static void edge(SortedSet<String> edges, String from, String to) {
        if (!from.equals(to)) {
            edges.add(from + " --> " + to);
        }
    }

    private static String name(Migration migration) {
        return migration.state().label() + "_" + migration.substate().label();
    }

    private static String diagram(DatabasePhase phase) {
        return phase.label();
    }

    private static String diagram(TablePhase phase) {
        return phase.label().replace('-', '_');
    }
}
