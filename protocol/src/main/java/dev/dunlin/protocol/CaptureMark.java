package dev.dunlin.protocol;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the comment of a publication says of who made it, and the slot of the same name.
 *
 * @param installation id of the installation: of its Kafka cluster
 */
public record CaptureMark(String installation, MigrationName migration) {

    private static final Pattern TEXT =
            Pattern.compile("dunlin installation ([A-Za-z0-9_-]+) migration ([A-Za-z0-9._-]+)");

    /** As it is written. */
    public String text() {
        return "dunlin installation " + installation + " migration " + migration;
    }

    /** What a comment says; empty for what nobody of us wrote. */
    public static Optional<CaptureMark> read(String comment) {
        Matcher matcher = TEXT.matcher(comment);
        return matcher.matches() && MigrationName.legal(matcher.group(2))
                ? Optional.of(
                        new CaptureMark(matcher.group(1), new MigrationName(matcher.group(2))))
                : Optional.empty();
    }
}
