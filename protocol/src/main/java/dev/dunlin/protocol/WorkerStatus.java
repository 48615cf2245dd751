package dev.dunlin.protocol;

import java.util.List;

/**
 * A worker as it says itself, every few seconds. Topic {@link Topics#WORKERS} (compacted), key: its
 * id; a tombstone when it stops in order. One that was silent for {@link #SILENCE_SECONDS} is gone.
 *
 * @param id unique to one start of one worker
 * @param startedAt when it started, ISO-8601, by its own clock
 * @param lastSeen when it said this, likewise
 * @param tasks ids of the tasks under way
 * @param jobs ids of the jobs it owns and runs
 */
public record WorkerStatus(
        String id,
        Role role,
        String pool,
        String host,
        long pid,
        String version,
        String startedAt,
        String lastSeen,
        List<String> tasks,
        List<String> jobs) {

    /** Four messages may be late or lost before a worker is taken for gone. */
    public static final int SILENCE_SECONDS = 20;

    public WorkerStatus {
        tasks = List.copyOf(tasks);
        jobs = List.copyOf(jobs);
    }
}
