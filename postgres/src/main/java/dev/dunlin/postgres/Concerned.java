package dev.dunlin.postgres;

import dev.dunlin.protocol.Severity;
import dev.dunlin.protocol.check.Result;
import java.util.Collection;
import java.util.List;

/** Results of checks that look for objects about which something is to be said. */
public final class Concerned {

    private Concerned() {}

    /** Good when no object is concerned, else this severity with the first few by name. */
    public static Result of(
            Collection<String> objects, Severity severity, String what, String fix) {
        if (objects.isEmpty()) {
            return Result.good("none: " + what);
        }
        String some = TextLimits.some(List.copyOf(objects));
        return new Result(severity, some, what + " (" + objects.size() + "): " + some, "", fix);
    }
}
