package dev.dunlin.protocol;

/**
 * Something that holds of a migration beside its state.
 *
 * @param type stable and CamelCase, for example {@link #PAUSED}
 * @param subject the database it is about; empty for the whole migration
 * @param message what it means and what ends it
 */
public record Condition(String type, String subject, String message) {

    /** Nothing is done until somebody resumes it. */
    public static final String PAUSED = "Paused";

    /** A cutover waits for a decision from outside. */
    public static final String AWAITING_GATE = "AwaitingGate";

    /** Other databases of the migration are copied first. */
    public static final String AWAITING_PLACE = "AwaitingPlace";

    /** Tables were left out on request: nothing of them is proved. */
    public static final String TABLES_SKIPPED = "TablesSkipped";

    /** No worker of a role that the migration needs is in its pool. */
    public static final String WAITING_FOR_WORKER = "WaitingForWorker";
}
