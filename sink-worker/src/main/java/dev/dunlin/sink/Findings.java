package dev.dunlin.sink;

import dev.dunlin.postgres.TextLimits;
import dev.dunlin.protocol.Finding;
import dev.dunlin.protocol.Severity;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Results of looking at a target, the good ones too. */
final class Findings {

    private final List<Finding> all = new ArrayList<>();

    /** What one check looks at. */
    record Check(String scope, String code, String title) {}

    void good(Check check, String message) {
        add(check, Severity.SUCCEEDED, message, "");
    }

    void warn(Check check, String message, String fix) {
        add(check, Severity.WARNING, message, fix);
    }

    void fail(Check check, String message, String fix) {
        add(check, Severity.FAILED, message, fix);
    }

    void add(Check check, Severity severity, String message, String fix) {
        all.add(new Finding(check.code(), severity, check.scope(), check.title(), message, fix));
    }

    /** Good when nothing is concerned, else this severity with the first few by name. */
    void about(Check check, Severity severity, String what, Collection<String> names, String fix) {
        if (names.isEmpty()) {
            good(check, "none " + what);
        } else {
            String message = names.size() + " " + what + ": " + TextLimits.some(List.copyOf(names));
            add(check, severity, message, fix);
        }
    }

    List<Finding> all() {
        return List.copyOf(all);
    }
}
