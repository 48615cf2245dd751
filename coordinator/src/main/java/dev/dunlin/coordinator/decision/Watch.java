package dev.dunlin.coordinator.decision;

import dev.dunlin.coordinator.migration.Fact;
import java.time.Duration;
import java.time.Instant;

/** What happens when nothing happens. */
final class Watch {

    /** Hearing of workers is recorded no more often than this. */
    static final Duration HEARING_INTERVAL = Duration.ofSeconds(5);

    /**
     * Workers with work say so every ten seconds; after this silence the work is taken for lost (a
     * queue entry that killed its workers, a topic that was emptied) and issued again.
     */
    static final Duration SILENCE = Duration.ofSeconds(60);

    private Watch() {}

    /**
     * Silence of workers that are not there says nothing about tasks: they wait in their queue, and
     * issuing them again every minute would only fill it, and the rows topic behind it.
     */
    static Verdict decide(Draft draft, boolean workersMissing) {
        boolean works =
                draft.world().exists()
                        && (draft.migration().running() || draft.migration().comparing());
        if (!works || draft.migration().paused()) {
            return Verdict.ignored("nothing runs");
        }
        int facts = draft.factCount();
        Cutovers.watch(draft);
        Comparing.watch(draft);
        if (draft.factCount() > facts) {
            return Verdict.ACCEPTED;
        }
        if (workersMissing) {
            return Verdict.ignored("the work waits for workers");
        }
        if (!silent(draft)) {
            return Verdict.ignored("nothing is late");
        }
        draft.record(new Fact.Heard(draft.now().toEpochMilli()));
        Reissue.everything(draft);
        return Verdict.ACCEPTED;
    }

    private static boolean silent(Draft draft) {
        Instant heard = Instant.ofEpochMilli(draft.migration().times().heardAt());
        return Duration.between(heard, draft.now()).compareTo(SILENCE) >= 0;
    }
}
