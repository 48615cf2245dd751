package dev.dunlin.app.follow;

import dev.dunlin.app.show.Amount;
import dev.dunlin.coordinator.rest.MigrationView;
import dev.dunlin.protocol.DatabasePhase;
import dev.dunlin.protocol.DatabaseStatus;
import dev.dunlin.protocol.MigrationMode;
import dev.dunlin.protocol.OnlineSettings.CutoverTerms;
import dev.dunlin.protocol.OnlineSettings.Fence;
import dev.dunlin.protocol.Readiness;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What a cutover needs, and whether it is there: the dry run changes nothing. */
final class Checklist {

    /** One condition with its figures. */
    record Condition(boolean met, String what, String figures) {}

    private final MigrationView view;
    private final CutoverTerms terms;
    private final List<Condition> conditions = new ArrayList<>();

    private Checklist(MigrationView view, CutoverTerms terms) {
        this.view = view;
        this.terms = terms;
    }

    /**
     * The list of a migration.
     *
     * @param only the databases that are to switch; empty for all
     */
    static Checklist of(MigrationView view, CutoverTerms terms, List<String> only) {
        Checklist list = new Checklist(view, terms);
        list.mode();
        list.known(only);
        view.status().databases().stream()
                .filter(database -> only.isEmpty() || only.contains(database.database()))
                .forEach(list::database);
        list.free();
        return list;
    }

    private void mode() {
        boolean online = view.status().spec().mode() == MigrationMode.ONLINE;
        add(online, "online migration", online ? "" : "--mode offline has no cutover");
    }

    private void known(List<String> only) {
        List<String> there =
                view.status().databases().stream().map(DatabaseStatus::database).toList();
        only.stream()
                .filter(database -> !there.contains(database))
                .forEach(database -> add(false, "database " + database, "not of this migration"));
    }

    private void database(DatabaseStatus database) {
        String of = view.status().databases().size() > 1 ? " of " + database.database() : "";
        add(
                database.tables() > 0 && database.tablesLoaded() == database.tables(),
                "copy" + of,
                database.tablesLoaded() + " of " + database.tables() + " tables");
        boolean streams = database.phase() == DatabasePhase.STREAMING;
        add(streams, "streaming" + of, "phase " + database.phase().label());
        view.readiness().stream()
                .filter(readiness -> readiness.database().equals(database.database()))
                .findFirst()
                .ifPresentOrElse(
                        readiness -> follows(of, readiness),
                        () -> add(false, "readiness" + of, "nothing is known yet"));
    }

    private void follows(String of, Readiness readiness) {
        boolean known = readiness.lagMillis() >= 0;
        Duration lag = Duration.ofMillis(readiness.lagMillis());
        boolean small = known && lag.compareTo(Duration.ofSeconds(terms.maxLagSeconds())) <= 0;
        add(
                small,
                "lag" + of,
                (known ? Amount.duration(lag) : "unknown")
                        + (small ? " <= " : " > ")
                        + terms.maxLagSeconds()
                        + "s, "
                        + Amount.count(readiness.pendingChanges())
                        + " changes pending");
        add(
                !readiness.overSlotLimit(),
                "slot" + of,
                Amount.bytes(readiness.retainedBytes()) + " of WAL retained");
        readiness.blockers().stream()
                .map(blocker -> new Condition(false, blocker.code() + of, blocker.message()))
                .forEach(conditions::add);
    }

    private void free() {
        boolean free = !view.status().cutover().underWay();
        String since = "one was asked for at " + view.status().cutover().startedAt();
        add(free, "no other cutover", free ? "" : since);
    }

    private void add(boolean met, String what, String figures) {
        conditions.add(new Condition(met, what, figures));
    }

    List<Condition> conditions() {
        return List.copyOf(conditions);
    }

    boolean allMet() {
        return conditions.stream().allMatch(Condition::met);
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("Cutover of " + view.status().name() + " (dry run): nothing was changed");
        int width = conditions.stream().mapToInt(c -> c.what().length()).max().orElse(0);
        for (Condition condition : conditions) {
            String padded = condition.what() + " ".repeat(width - condition.what().length());
            String line = (condition.met() ? "  ok    " : "  FAIL  ") + padded;
            lines.add((line + "  " + condition.figures()).stripTrailing());
        }
        if (terms.fence() == Fence.MANUAL) {
            lines.add("  note  fence manual: whoever still writes is counted when it begins");
        }
        lines.add(
                "would: fence ("
                        + (terms.fence() == Fence.MANUAL ? "manual" : "read-only")
                        + ") > drain > views > sequences > verify > slot and publication dropped,"
                        + " within "
                        + Amount.duration(Duration.ofSeconds(terms.timeoutSeconds())));
        lines.add(allMet() ? "ready" : "not ready");
        return lines;
    }
}
