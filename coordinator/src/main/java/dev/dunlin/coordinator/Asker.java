package dev.dunlin.coordinator;

import java.util.regex.Pattern;

/**
 * Who asks, as events name them: a name, and the door they came in by. Who may write the topic of
 * commands is believed when naming a door; who names none came in by a message.
 */
final class Asker {

    private static final Pattern WITH_DOOR = Pattern.compile(".+ \\((rest|cli|run|message)\\)");
    private static final String NOBODY = "somebody";

    private Asker() {}

    static String of(String by) {
        if (WITH_DOOR.matcher(by).matches()) {
            return by;
        }
        return (by.isBlank() ? NOBODY : by.strip()) + " (message)";
    }
}
