package dev.dunlin.messaging;

/** Failure codes that this module raises or gives a meaning of its own. */
public final class FailureCodes {

    /**
     * The snapshot a task needs is gone. A handler that fails with this code is answered by {@code
     * Report.SnapshotMissing} instead of {@code Report.TaskFailed}.
     */
    public static final String SNAPSHOT_GONE = "DUN-SRC-SNAPSHOT";

    /** A task was given out too often without anybody finishing it. */
    public static final String TASK_ATTEMPTS = "DUN-TASK-ATTEMPTS";

    /** A handler failed in a way nobody foresaw. */
    public static final String TASK_BUG = "DUN-BUG-TASK";

    /** An archive is incomplete or damaged in Kafka. */
    public static final String ARCHIVE = "DUN-KAFKA-ARCHIVE";

    /** A chunk's rows could not be written to Kafka. */
    public static final String ROWS = "DUN-KAFKA-ROWS";

    /** Changes could not be written to Kafka, or read from it. */
    public static final String CHANGES = "DUN-KAFKA-CHANGES";

    /** A message could not be written to Kafka. */
    public static final String SEND = "DUN-KAFKA-SEND";

    /** The coordinator did not answer a command in time. */
    public static final String REPLY = "DUN-KAFKA-REPLY";

    /** Topics could not be made or changed. */
    public static final String TOPIC = "DUN-KAFKA-TOPIC";

    /** No worker is there that could do what was asked. */
    public static final String POOL_EMPTY = "DUN-POOL-EMPTY";

    private FailureCodes() {}
}
