package dev.dunlin.snapshot;

import static dev.dunlin.protocol.check.Check.database;
import static dev.dunlin.protocol.check.Check.server;

import dev.dunlin.protocol.Severity;
import dev.dunlin.protocol.check.Check;

/** What following a source takes besides. */
@SuppressWarnings("ImmutableEnumChecker") // a record of strings is immutable
public enum OnlineCheck implements Check {
    WAL_LEVEL(
            server(
                    "DUN-SRC-WAL-LEVEL",
                    "Logical decoding",
                    Severity.FAILED,
                    "wal_level is logical.",
                    "ALTER SYSTEM SET wal_level = logical; then restart.")),
    PRIMARY(
            server(
                    "DUN-SRC-STANDBY-ONLINE",
                    "Primary",
                    Severity.FAILED,
                    "No publication can be made on a standby.",
                    "Connect to its primary.")),
    OUTPUT_PLUGIN(
            server(
                    "DUN-SRC-OUTPUT-PLUGIN",
                    "Output plugin",
                    Severity.FAILED,
                    "pgoutput is allowed, where output_plugin_libraries exists.",
                    "Add pgoutput to it and reload.")),
    SLOTS(
            server(
                    "DUN-SRC-SLOTS",
                    "Replication slots",
                    Severity.FAILED,
                    "max_replication_slots: one free now for each database, and one more"
                            + " for a moment.",
                    "Drop unused slots, or raise it and restart.")),
    SENDERS(
            server(
                    "DUN-SRC-SENDERS",
                    "WAL senders",
                    Severity.FAILED,
                    "max_wal_senders: the same.",
                    "Raise it and restart.")),
    WAL_KEPT(
            server(
                    "DUN-SRC-WAL-KEPT",
                    "WAL kept for slots",
                    Severity.WARNING,
                    "max_slot_wal_keep_size would take the slot away: no limit, or at"
                            + " least 1 GB and a tenth of the databases.",
                    "ALTER SYSTEM SET max_slot_wal_keep_size = -1; then reload.")),
    REPLICATION(
            server(
                    "DUN-SRC-REPLICATION",
                    "Replication",
                    Severity.FAILED,
                    "The user may replicate; tried, since services have their own ways.",
                    "ALTER ROLE … REPLICATION (Amazon RDS: GRANT rds_replication).")),
    SENDER_TIMEOUT(
            server(
                    "DUN-SRC-SENDER-TIMEOUT",
                    "Timeout of senders",
                    Severity.WARNING,
                    "wal_sender_timeout is 0 or at least 30 s: a busy decoder must not be"
                            + " cut off.",
                    "ALTER SYSTEM SET wal_sender_timeout = 60000; then reload.")),
    IDLE_SLOT(
            server(
                    "DUN-SRC-IDLE-SLOT",
                    "Timeout of slots",
                    Severity.WARNING,
                    "idle_replication_slot_timeout (18) would drop the slot while the"
                            + " migration rests.",
                    "ALTER SYSTEM SET idle_replication_slot_timeout = 0; then reload.")),
    DECODING_MEMORY(
            server(
                    "DUN-SRC-DECODING-MEMORY",
                    "Memory of decoding",
                    Severity.WARNING,
                    "logical_decoding_work_mem (13) below 32 MB: large transactions go"
                            + " through the disk.",
                    "ALTER SYSTEM SET logical_decoding_work_mem = '64MB'; then reload.")),
    CREATE(
            database(
                    "DUN-SRC-CREATE",
                    "Publication",
                    Severity.FAILED,
                    "CREATE on the database, to make the publication.",
                    "GRANT CREATE ON DATABASE … TO ….")),
    CAPTURE_LEFT(
            database(
                    "DUN-SRC-CAPTURE-LEFT",
                    "Earlier capture",
                    Severity.WARNING,
                    "Slot and publication that an earlier run of this migration left;"
                            + " they are used again.",
                    "")),
    INSTALLATION(
            database(
                    "DUN-SRC-INSTALLATION",
                    "Another installation",
                    Severity.FAILED,
                    "No other installation of Dunlin follows the database for a migration of"
                            + " this name.",
                    "Take another name, or cancel that one there.")),
    TABLE_OWNER(
            database(
                    "DUN-SRC-TABLE-OWNER",
                    "Owners of tables",
                    Severity.FAILED,
                    "Only owners may publish a table.",
                    "GRANT the owning roles to the user.")),
    REPLICA_IDENTITY(
            database(
                    "DUN-SRC-REPLICA-IDENTITY",
                    "Replica identity",
                    Severity.FAILED,
                    "Every table has a usable replica identity; else the source refuses"
                            + " updates and deletes once it is published.",
                    "ALTER TABLE … REPLICA IDENTITY FULL.")),
    WHOLE_ROWS(
            database(
                    "DUN-SRC-REPLICA-IDENTITY-FULL",
                    "Tables followed by whole rows",
                    Severity.WARNING,
                    "Tables with replica identity FULL and no primary key are slow to" + " follow.",
                    "Add a primary key where many rows change.")),
    UNLOGGED(
            database(
                    "DUN-SRC-UNLOGGED",
                    "Unlogged tables",
                    Severity.FAILED,
                    "Changes of unlogged tables are in no WAL.",
                    "ALTER TABLE … SET LOGGED, or --exclude.")),
    COLUMN_CASE(
            database(
                    "DUN-SRC-COLUMN-CASE",
                    "Names of columns",
                    Severity.FAILED,
                    "Columns whose names differ by case only.",
                    "Rename one, or --exclude the table.")),
    ALWAYS_TRIGGERS(
            database(
                    "DUN-SRC-ALWAYS-TRIGGERS",
                    "Triggers that always fire",
                    Severity.WARNING,
                    "Triggers and rules enabled ALWAYS or REPLICA fire on the target for"
                            + " changes that are followed.",
                    "ALTER TABLE … DISABLE TRIGGER … meanwhile.")),
    LARGE_OBJECT_CHANGES(
            database(
                    "DUN-SRC-LARGE-OBJECT-CHANGES",
                    "Changes to large objects",
                    Severity.WARNING,
                    "Later changes to large objects are not followed.",
                    "Do not change them meanwhile."));

    private final Description description;

    OnlineCheck(Description description) {
        this.description = description;
    }

    @Override
    public Description description() {
        return description;
    }
}
