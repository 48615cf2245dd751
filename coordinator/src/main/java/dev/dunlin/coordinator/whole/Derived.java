package dev.dunlin.coordinator.whole;

import dev.dunlin.protocol.Command;
import dev.dunlin.protocol.MigrationName;
import java.util.List;

/** Ids of the commands that a command to a whole becomes: they follow from it and the part. */
public final class Derived {

    private Derived() {}

    static String id(Command command, MigrationName part) {
        return command.id() + "/" + part.part();
    }

    /** Id of the start that only validates. */
    static String validation(String command, MigrationName part) {
        return command + "/validate/" + part.part();
    }

    static List<String> of(String command, MigrationName part) {
        return List.of(command + "/" + part.part(), validation(command, part));
    }

    /** Whether a part's command came from its whole, which is told the reply then. */
    public static boolean fromWhole(String command, MigrationName part) {
        return part.isPart() && command.endsWith("/" + part.part());
    }
}
