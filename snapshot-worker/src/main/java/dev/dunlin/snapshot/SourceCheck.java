package dev.dunlin.snapshot;

import static dev.dunlin.protocol.check.Check.database;
import static dev.dunlin.protocol.check.Check.server;

import dev.dunlin.protocol.Severity;
import dev.dunlin.protocol.check.Check;

/** What every migration needs of its source. */
@SuppressWarnings("ImmutableEnumChecker") // a record of strings is immutable
public enum SourceCheck implements Check {
    VERSION(
            server(
                    "DUN-SRC-VERSION",
                    "Version",
                    Severity.FAILED,
                    "The major version: 10 or newer.",
                    "Upgrade the source first.")),
    ENCRYPTION(
            server(
                    "DUN-SRC-TLS",
                    "Encryption",
                    Severity.WARNING,
                    "Whether the connection to another machine uses TLS, and the server has to"
                            + " prove who it is.",
                    "sslmode=verify-full, with sslrootcert for an authority of your own.")),
    PROGRAMS(
            server(
                    "DUN-TOOL-PGDUMP",
                    "Client programs",
                    Severity.FAILED,
                    "pg_dump and pg_restore: there, not older than the source, without"
                            + " known holes.",
                    "Install the newest postgresql-client.")),
    STANDBY(
            server(
                    "DUN-SRC-STANDBY",
                    "Standby",
                    Severity.WARNING,
                    "A standby may cancel the long transaction of the snapshot.",
                    "hot_standby_feedback=on and max_standby_streaming_delay=-1" + " meanwhile.")),
    CONNECTIONS(
            server(
                    "DUN-SRC-CONNECTIONS",
                    "Connections",
                    Severity.WARNING,
                    "Connections that the server and the user have free now, against what"
                            + " copying in parallel takes.",
                    "Fewer --parallel, or ALTER SYSTEM SET max_connections and restart.")),
    OLD_SNAPSHOT(
            server(
                    "DUN-SRC-OLD-SNAPSHOT",
                    "Age of snapshots",
                    Severity.WARNING,
                    "old_snapshot_threshold (before 17) lets the snapshot expire while it"
                            + " is read.",
                    "ALTER SYSTEM SET old_snapshot_threshold = -1; then restart.")),
    PREPARED(
            server(
                    "DUN-SRC-PREPARED",
                    "Prepared transactions",
                    Severity.FAILED,
                    "Prepared transactions: online, making a slot waits for them;"
                            + " offline, what they wrote does not move (a warning).",
                    "COMMIT PREPARED or ROLLBACK PREPARED each.")),
    LONG_TRANSACTIONS(
            server(
                    "DUN-SRC-LONG-TRANSACTIONS",
                    "Long transactions",
                    Severity.WARNING,
                    "Transactions that have been writing for over a minute: a slot waits"
                            + " for them, a snapshot does not show them.",
                    "Let them end, or pg_terminate_backend(pid).")),
    CONNECT(
            database(
                    "DUN-SRC-CONNECT",
                    "Connection",
                    Severity.FAILED,
                    "Whether each database can be connected to as the user; the failure"
                            + " has a code of its own (DUN-SRC-AUTH, DUN-SRC-DATABASE, …).",
                    "See the message.")),
    PRIVILEGE(
            database(
                    "DUN-SRC-PRIVILEGE",
                    "Privileges",
                    Severity.FAILED,
                    "USAGE on schemas, SELECT on tables and sequences that move.",
                    "GRANT them, or GRANT pg_read_all_data (14 and later).")),
    RLS(
            database(
                    "DUN-SRC-RLS",
                    "Row-level security",
                    Severity.FAILED,
                    "Tables whose row-level security would hide rows from the user.",
                    "A user with BYPASSRLS, or the owner where it is not forced.")),
    OIDS(
            database(
                    "DUN-SRC-OIDS",
                    "Tables with OIDs",
                    Severity.FAILED,
                    "Tables WITH OIDS, which no supported target has.",
                    "ALTER TABLE … SET WITHOUT OIDS.")),
    FOREIGN_TABLES(
            database(
                    "DUN-SRC-FOREIGN-TABLES",
                    "Foreign tables",
                    Severity.WARNING,
                    "Foreign tables: definitions move, rows stay where they are.",
                    "See that the target reaches the foreign servers.")),
    KEYLESS(
            database(
                    "DUN-SRC-KEYLESS",
                    "Tables without a primary key",
                    Severity.SUCCEEDED,
                    "Tables without a primary key; verification finds differing rows in"
                            + " them by whole rows.",
                    "")),
    PATTERNS(
            database(
                    "DUN-SRC-PATTERNS",
                    "Patterns",
                    Severity.WARNING,
                    "Patterns of --include and --exclude that match no table.",
                    "Correct them; upper and lower case count.")),
    LARGE_OBJECTS(
            database(
                    "DUN-SRC-LARGE-OBJECTS",
                    "Large objects",
                    Severity.SUCCEEDED,
                    "How many large objects move.",
                    "")),
    LOCKS(
            database(
                    "DUN-SRC-LOCKS",
                    "Locks",
                    Severity.FAILED,
                    "max_locks_per_transaction times connections, against the tables that"
                            + " pg_dump locks at once.",
                    "ALTER SYSTEM SET max_locks_per_transaction higher; then restart."));

    private final Description description;

    SourceCheck(Description description) {
        this.description = description;
    }

    @Override
    public Description description() {
        return description;
    }
}
