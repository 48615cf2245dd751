package dev.dunlin.protocol;

/** Names of the topics. Public ones are part of the interface; each message names its key. */
public final class Topics {

    public static final String COMMANDS = "dunlin.commands";
    public static final String REPLIES = "dunlin.replies";
    public static final String REPORTS = "dunlin.reports";
    public static final String PROGRESS = "dunlin.progress";
    public static final String EVENTS = "dunlin.events";
    public static final String MIGRATIONS = "dunlin.migrations";
    public static final String TABLES = "dunlin.tables";
    public static final String ARCHIVES = "dunlin.archives";
    public static final String PARKED = "dunlin.parked";

    private Topics() {}

    /** Queue of a side's tasks in a pool. */
    public static String tasks(Side side, String pool) {
        return "dunlin.tasks." + side.label() + "." + pool;
    }

    /** Compacted specs of a side's jobs in a pool. */
    public static String jobs(Side side, String pool) {
        return "dunlin.jobs." + side.label() + "." + pool;
    }

    /** Rows of one migration, made with it and deleted with it. */
    public static String rows(MigrationName migration) {
        return "dunlin.rows." + migration;
    }
}
