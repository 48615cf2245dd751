package dev.dunlin.app.show;

import dev.dunlin.protocol.Condition;
import dev.dunlin.protocol.CutoverStatus;
import dev.dunlin.protocol.MigrationStatus;
import dev.dunlin.protocol.Readiness;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A migration at one moment, as {@code dunlin status} prints it. */
public final class StatusText {

    private static final int WIDTH = 120;

    private StatusText() {}

    /**
     * Lines of the status.
     *
     * @param place options that let another command find this migration, with a space before
     */
    public static List<String> lines(
            MigrationStatus status,
            List<Readiness> readiness,
            Instant now,
            Style style,
            String place) {
        Picture picture = Picture.of(status, readiness, now, place);
        List<String> lines = new ArrayList<>(new Frame(style, WIDTH).lines(picture));
        lines.add(
                Text.left("state", 9) + status.state().label() + " / " + status.substate().label());
        for (Condition one : status.conditions()) {
            String about = one.subject().isEmpty() ? "" : one.subject() + ": ";
            lines.add(Text.left("also", 9) + Text.safe(one.type() + "  " + about + one.message()));
        }
        for (Readiness one : readiness) {
            one.blockers().stream()
                    .map(blocker -> blocker.code() + " " + Text.safe(blocker.message()))
                    .map(text -> Text.left("blocked", 9) + Text.safe(one.database()) + ": " + text)
                    .forEach(lines::add);
        }
        cutover(status.cutover(), lines);
        status.failures().forEach(failure -> lines.addAll(Problems.failure(failure, style)));
        return lines;
    }

    private static void cutover(CutoverStatus cutover, List<String> lines) {
        if (!cutover.refusal().isEmpty()) {
            lines.add("last cutover was not switched: " + Text.safe(cutover.refusal()));
        }
        if (!cutover.fenced().isEmpty()) {
            List<String> names = cutover.fenced().stream().map(Text::safe).toList();
            lines.add("read-only on the source: " + String.join(", ", names));
        }
    }
}
