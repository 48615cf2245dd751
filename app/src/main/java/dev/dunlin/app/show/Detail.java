package dev.dunlin.app.show;

import dev.dunlin.coordinator.rest.MigrationView;
import dev.dunlin.protocol.ComparisonStatus;
import dev.dunlin.protocol.Condition;
import dev.dunlin.protocol.DatabaseStatus;
import dev.dunlin.protocol.MigrationMode;
import dev.dunlin.protocol.MigrationSpec;
import dev.dunlin.protocol.MigrationState;
import dev.dunlin.protocol.MigrationStatus;
import dev.dunlin.protocol.Severity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Everything there is to say about one migration, and what to do next. */
public final class Detail {

    private static final int LABEL = 16;

    private final MigrationView view;
    private final MigrationStatus status;
    private final Style style;
    private final List<String> lines = new ArrayList<>();

    private Detail(MigrationView view, Style style) {
        this.view = view;
        this.status = view.status();
        this.style = style;
    }

    /**
     * Its lines.
     *
     * @param place options that let another command find this migration, with a space before
     */
    public static List<String> lines(MigrationView view, Instant now, Style style, String place) {
        Detail detail = new Detail(view, style);
        detail.facts(now);
        detail.databases();
        detail.remarks();
        detail.next(place);
        return detail.lines;
    }

    private void facts(Instant now) {
        MigrationSpec spec = status.spec();
        row("name", status.name().value());
        row("status", status.state().label() + " / " + status.substate().label());
        row("mode", Fleet.mode(spec));
        row("type", Fleet.type(spec));
        row("source", spec.source() + " (" + spec.sourceType() + ")");
        row("target", spec.target().toString());
        boolean usual = spec.sourcePool().equals("default") && spec.targetPool().equals("default");
        if (!usual) {
            row("pools", spec.sourcePool() + " -> " + spec.targetPool());
        }
        row("started", status.startedAt() + " (" + Fleet.ago(status.startedAt(), now) + ")");
        row("changed", status.updatedAt() + " (" + Fleet.ago(status.updatedAt(), now) + ")");
        if (status.resumes() > 0) {
            row("resumed", status.resumes() + " times");
        }
        String lag = Fleet.lag(view);
        if (!lag.isEmpty()) {
            row("lag", lag);
        }
        for (Condition condition : status.conditions()) {
            String about = condition.subject().isEmpty() ? "" : condition.subject() + ": ";
            row("condition", condition.type() + "  " + about + condition.message());
        }
    }

    private void databases() {
        if (status.databases().isEmpty()) {
            return;
        }
        Columns columns = new Columns("llllrrr");
        columns.add("DATABASE", "TARGET", "STATUS", "PHASE", "TABLES", "ROWS", "BYTES");
        for (DatabaseStatus one : status.databases()) {
            String skipped =
                    one.tablesSkipped() > 0 ? " (" + one.tablesSkipped() + " skipped)" : "";
            columns.add(
                    Text.safe(one.database()),
                    Text.safe(one.target()),
                    status.databases().size() == 1 ? status.state().label() : one.state().label(),
                    one.phase().label(),
                    one.tablesLoaded() + "/" + one.tables() + skipped,
                    Units.count(one.rowsLoaded()),
                    Units.bytes(one.bytesLoaded()));
        }
        List<String> rows = columns.lines();
        lines.add("");
        lines.add(style.strong(rows.getFirst()));
        lines.addAll(rows.subList(1, rows.size()));
    }

    private void remarks() {
        List<String> remarks = new ArrayList<>();
        status.findings().stream()
                .filter(finding -> finding.severity() != Severity.SUCCEEDED)
                .forEach(finding -> remarks.addAll(Problems.finding(finding, style)));
        status.failures().forEach(failure -> remarks.addAll(Problems.failure(failure, style)));
        for (DatabaseStatus one : status.databases()) {
            one.failures().stream()
                    .filter(failure -> !status.failures().contains(failure))
                    .map(failure -> Text.safe(one.database() + ": " + failure))
                    .forEach(remarks::add);
        }
        for (DatabaseStatus one : status.databases()) {
            ComparisonStatus comparison = one.comparison();
            if (comparison != null) {
                remarks.add(
                        "compared "
                                + Text.safe(one.database())
                                + ": "
                                + Comparisons.line(comparison));
                comparison
                        .differences()
                        .forEach(text -> remarks.add(style.bad("differs ") + Text.safe(text)));
            }
        }
        status.differences().forEach(text -> remarks.add(style.bad("differs ") + Text.safe(text)));
        if (!status.cutover().refusal().isEmpty()) {
            remarks.add("last cutover: " + Text.safe(status.cutover().refusal()));
        }
        if (!remarks.isEmpty()) {
            lines.add("");
            lines.addAll(remarks);
        }
    }

    private void next(String place) {
        String name = status.name() + place;
        Optional<String> paused =
                status.conditions().stream()
                        .filter(condition -> condition.type().equals(Condition.PAUSED))
                        .findFirst()
                        .map(this::paused)
                        .map(which -> "dunlin resume " + which + place);
        String next =
                switch (status.state()) {
                    case IN_PROGRESS -> paused.orElse("dunlin status " + name + " -w");
                    case WAITING_FOR_USER_ACTION ->
                            paused.orElse("dunlin cutover " + name + " --dry-run");
                    case FAILED -> "mend the cause, then: dunlin retry " + name;
                    case VALIDATION_FAILED -> "mend what failed, then: dunlin retry " + name;
                    case SUCCEEDED -> "dunlin report " + name;
                    case CANCELED -> "dunlin delete " + name + " frees the name";
                };
        boolean online = status.spec().mode() == MigrationMode.ONLINE;
        lines.add("");
        lines.add(style.strong("next: " + next));
        if (online && status.state() == MigrationState.FAILED) {
            lines.add(
                    "      its slot holds back WAL on the source until it goes on or is canceled");
        }
    }

    /** What is paused: the migration, or one database of it. */
    private String paused(Condition condition) {
        boolean all = condition.subject().isEmpty() || status.databases().size() < 2;
        return (all ? status.name() : status.name().of(condition.subject())).value();
    }

    private void row(String label, String text) {
        lines.add(Text.left(label, LABEL) + Text.safe(text));
    }
}
