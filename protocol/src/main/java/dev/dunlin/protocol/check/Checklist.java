package dev.dunlin.protocol.check;

import dev.dunlin.protocol.Failure;
import dev.dunlin.protocol.Finding;
import dev.dunlin.protocol.Severity;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/**
 * Collects findings, the good ones too. A finding's time is what passed since the one before it:
 * one query often answers several checks, and so the times add up to that of the validation.
 */
public final class Checklist {

    private final InstantSource clock;
    private final List<Finding> findings = new ArrayList<>();
    private Instant lap;

    public Checklist(InstantSource clock) {
        this.clock = clock;
        this.lap = clock.instant();
    }

    /** Notes what a check came to. */
    public void add(Check check, String scope, Result result) {
        add(check.code(), check.description().title(), scope, result);
    }

    /** Notes that looking itself failed, under the code of the failure. */
    public void failed(String title, String scope, Failure failure) {
        add(failure.code(), title, scope, Result.failed(failure.message(), failure.action()));
    }

    private void add(String code, String title, String scope, Result result) {
        Instant now = clock.instant();
        boolean fine = result.severity() == Severity.SUCCEEDED;
        findings.add(
                new Finding(
                        code,
                        result.severity(),
                        scope,
                        result.object(),
                        title,
                        result.message(),
                        result.evidence(),
                        fine ? "" : result.fix(),
                        lap.toString(),
                        Duration.between(lap, now).toMillis()));
        lap = now;
    }

    /** Everything so far, in the order it was looked at. */
    public List<Finding> all() {
        return List.copyOf(findings);
    }
}
