package dev.dunlin.app.show;

import dev.dunlin.protocol.DatabasePhase;
import dev.dunlin.protocol.DatabaseStatus;
import dev.dunlin.protocol.MigrationSpec;
import dev.dunlin.protocol.VerifyMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A picture as lines for a terminal: one bar per kind of work, since they do not compare. */
final class Frame {

    private static final int LABEL = 9;
    private static final int MAX_BAR = 30;
    private static final int MAX_DATABASES = 8;

    private final Style style;
    private final int width;

    Frame(Style style, int width) {
        this.style = style;
        this.width = Math.max(20, width);
    }

    List<String> lines(Picture picture) {
        List<String> lines = new ArrayList<>();
        lines.add(heading(picture));
        Totals totals = picture.totals();
        if (totals.tables() == 0) {
            lines.add(row("phase", Phases.of(picture.status())));
        } else {
            lines.add(copyBar(picture));
            lines.add(bar("indexes", totals.tablesBuilt(), totals.tables(), "tables"));
            lines.add(bar("objects", totals.itemsRestored(), totals.items(), ""));
            if (picture.status().spec().settings().verify() == VerifyMode.FULL) {
                lines.add(bar("verify", totals.tablesVerified(), totals.tables(), "tables"));
            }
            picture.following().ifPresent(following -> follow(following, lines));
            perDatabase(picture.status().databases(), lines);
            lines.add(row("phase", Phases.of(picture.status())));
        }
        picture.activities().forEach(text -> lines.add(row("now", Text.safe(text))));
        picture.following()
                .flatMap(following -> following.next(picture.place()))
                .ifPresent(text -> lines.add(style.strong(row("next", text))));
        return lines;
    }

    private void follow(Following following, List<String> lines) {
        lines.add(row("follow", String.join("  ", following.figures())));
        following.cutover().ifPresent(steps -> lines.add(row("cutover", steps)));
    }

    private String heading(Picture picture) {
        MigrationSpec spec = picture.status().spec();
        String clock = Units.clock(picture.elapsed());
        String text = spec.name() + "  " + Places.of(spec);
        String cut = Text.cutEnd(text, width - Text.length(clock) - 3);
        return style.strong(cut) + "  " + clock;
    }

    private String copyBar(Picture picture) {
        Totals totals = picture.totals();
        double fraction = picture.copyFraction();
        List<String> parts = new ArrayList<>();
        parts.add(Text.right((int) Math.floor(fraction * 100) + "%", 4));
        parts.add(Units.bytes(totals.bytes() + picture.bytesUnderWay()));
        parts.add(Units.shortCount(totals.rows() + picture.rowsUnderWay()) + " rows");
        parts.add(totals.tablesLoaded() + "/" + totals.tables() + " tables");
        if (!picture.copied() && picture.rates().bytes() > 0) {
            parts.add(Units.bytes((long) picture.rates().bytes()) + "/s");
            parts.add(Units.shortCount((long) picture.rates().rows()) + " rows/s");
        }
        Optional<String> rest = picture.copyRemaining().map(Units::duration);
        rest.ifPresent(text -> parts.add("ETA ~" + text));
        return withBar("copy", fraction, String.join("  ", parts));
    }

    private String bar(String label, long done, long total, String unit) {
        double fraction = Picture.part(done, total);
        String percent = Text.right((int) Math.floor(fraction * 100) + "%", 4);
        String text = percent + "  " + done + "/" + total + " " + unit;
        return withBar(label, fraction, text.stripTrailing());
    }

    private String withBar(String label, double fraction, String text) {
        int bar = Math.clamp(width - LABEL - 2L - Text.length(text), 0, MAX_BAR);
        String cut = Text.cutEnd(text, width - LABEL - bar - 2);
        String drawn = bar < 5 ? "" : style.bar(fraction, bar) + " ";
        return Text.left(label, LABEL) + drawn + cut;
    }

    private void perDatabase(List<DatabaseStatus> databases, List<String> lines) {
        if (databases.size() < 2) {
            return;
        }
        for (DatabaseStatus database : databases.subList(0, shown(databases))) {
            boolean done = database.phase() == DatabasePhase.DONE;
            String state = done ? "done" : database.phase().label();
            lines.add(
                    row(
                            "",
                            Text.left(Text.cutMiddle(Text.safe(database.database()), 24), 24)
                                    + "  "
                                    + state
                                    + "  "
                                    + database.tablesLoaded()
                                    + "/"
                                    + database.tables()));
        }
        if (databases.size() > MAX_DATABASES) {
            lines.add(row("", "… and " + (databases.size() - MAX_DATABASES) + " more databases"));
        }
    }

    private static int shown(List<DatabaseStatus> databases) {
        return Math.min(databases.size(), MAX_DATABASES);
    }

    private String row(String label, String text) {
        return Text.left(label, LABEL) + Text.cutEnd(text, width - LABEL - 1);
    }
}
