package dev.dunlin.snapshot;

import dev.dunlin.postgres.TextLimits;
import dev.dunlin.protocol.Finding;
import dev.dunlin.protocol.Severity;
import java.util.ArrayList;
import java.util.List;

/** Collects findings, the good ones too. */
final class Checklist {

    private final List<Finding> findings = new ArrayList<>();

    void add(Finding finding) {
        findings.add(finding);
    }

    /** Something that is as it should be, or only to be known. */
    void good(String scope, String code, String check, String message) {
        add(new Finding(code, Severity.SUCCEEDED, scope, check, message, ""));
    }

    /** What a check looks at: where, under which code and title. */
    record Check(String scope, String code, String title) {

        /** Good when no object is concerned, else this severity with the first few by name. */
        Finding of(List<String> objects, Severity severity, String what, String fix) {
            return objects.isEmpty()
                    ? new Finding(code, Severity.SUCCEEDED, scope, title, "none: " + what, "")
                    : new Finding(
                            code,
                            severity,
                            scope,
                            title,
                            what + " (" + objects.size() + "): " + TextLimits.some(objects),
                            fix);
        }
    }

    List<Finding> all() {
        return List.copyOf(findings);
    }
}
