package dev.dunlin.app.show;

import dev.dunlin.protocol.VerifyMode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A picture as one line for a log. */
final class StatusLine {

    private StatusLine() {}

    static String of(Picture picture, Instant now) {
        Totals totals = picture.totals();
        StringBuilder line = new StringBuilder();
        line.append(now.truncatedTo(ChronoUnit.SECONDS))
                .append(' ')
                .append(picture.status().name())
                .append(' ')
                .append(Phases.of(picture.status()));
        if (totals.tables() == 0) {
            return line.toString();
        }
        line.append(
                String.format(
                        Locale.ROOT,
                        " %.1f%% %s/%s %d/%d tables",
                        Math.floor(picture.copyFraction() * 1000) / 10,
                        Units.bytes((long) picture.plannedBytesDone()).replace(" ", ""),
                        Units.bytes(totals.bytesPlanned()).replace(" ", ""),
                        totals.tablesLoaded(),
                        totals.tables()));
        if (picture.copied() || totals.tablesBuilt() > 0) {
            line.append(" | indexes ").append(totals.tablesBuilt() + "/" + totals.tables());
            line.append(" objects ").append(totals.itemsRestored() + "/" + totals.items());
        }
        boolean verifying = picture.status().spec().settings().verify() == VerifyMode.FULL;
        if (verifying && totals.tablesVerified() > 0) {
            line.append(" | verified ").append(totals.tablesVerified() + "/" + totals.tables());
        }
        copying(picture).forEach(part -> line.append(" | ").append(part));
        picture.following().ifPresent(following -> follow(following, picture.place(), line));
        return line.toString();
    }

    private static void follow(Following following, String place, StringBuilder line) {
        following.figures().forEach(part -> line.append(" | ").append(part));
        following.cutover().ifPresent(steps -> line.append(" | cutover ").append(steps));
        following.next(place).ifPresent(text -> line.append(" | ").append(text));
    }

    private static List<String> copying(Picture picture) {
        List<String> parts = new ArrayList<>();
        if (!picture.copied() && picture.rates().bytes() > 0) {
            parts.add(
                    Units.bytes((long) picture.rates().bytes()).replace(" ", "")
                            + "/s "
                            + Units.shortCount((long) picture.rates().rows())
                            + " rows/s");
        }
        picture.copyRemaining().ifPresent(rest -> parts.add("eta ~" + Units.duration(rest)));
        return parts;
    }
}
