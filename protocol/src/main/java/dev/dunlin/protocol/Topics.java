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
    public static final String POSITIONS = "dunlin.positions";
    public static final String READINESS = "dunlin.readiness";
    public static final String GATES = "dunlin.gates";
    public static final String WORKERS = "dunlin.workers";
    public static final String CONNECTIONS = "dunlin.connections";
    public static final String PARKED = "dunlin.parked";

    /** What names of {@link #rows} begin with. */
    public static final String ROWS = "dunlin.rows.";

    /** What names of {@link #changes} begin with. */
    public static final String CHANGES = "dunlin.changes.";

    private Topics() {}

    /** Queue of a role's tasks in a pool. */
    public static String tasks(Role role, String pool) {
        return "dunlin.tasks." + role.label() + "." + pool;
    }

    /** Compacted specs of a role's jobs in a pool. */
    public static String jobs(Role role, String pool) {
        return "dunlin.jobs." + role.label() + "." + pool;
    }

    /** Rows of one migration, made with it and deleted with it. */
    public static String rows(MigrationName migration) {
        return ROWS + migration;
    }

    /** Changes of one migration, a partition for each database; made and deleted with it. */
    public static String changes(MigrationName migration) {
        return CHANGES + migration;
    }
}
