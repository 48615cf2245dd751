package dev.dunlin.metrics;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Every metric of Dunlin: name, type, labels, meaning. Base units, times as Unix time stamps, so
 * that ages are made where they are shown. What {@link Origin#STATE} says is right after a restart
 * and gone when the migration is deleted; counters begin anew with their process.
 */
public enum Metric {
    BUILD_INFO(Origin.EVERY_PROCESS, "Which Dunlin this is; 1.", "version role"),

    // A migration as a whole.
    MIGRATION_INFO(
            Origin.STATE,
            "What was asked for; 1. To be joined, so that other series stay thin.",
            "migration mode option source target source_pool target_pool"),
    MIGRATION_STATE(Origin.STATE, "1 for the state it is in, 0 for the others.", "migration state"),
    MIGRATION_CONDITION(
            Origin.STATE,
            "1 for each condition that holds beside the state, for example Paused.",
            "migration condition database"),
    MIGRATION_START_TIMESTAMP_SECONDS(Origin.STATE, "When it was started.", "migration"),
    MIGRATION_END_TIMESTAMP_SECONDS(Origin.STATE, "When it ended; absent before.", "migration"),
    MIGRATION_RESUMES(Origin.STATE, "How often it was taken up again.", "migration"),
    MIGRATION_FINDINGS(
            Origin.STATE,
            "What validation and later steps found, by severity.",
            "migration severity"),
    VERIFICATION_DIFFERENCES(
            Origin.STATE,
            "Differences between source and target that verification has found.",
            "migration"),

    // A database of a migration.
    MIGRATION_PHASE(
            Origin.STATE,
            "1 for the phase the database is in, 0 for the others.",
            "migration database phase"),
    PHASE_DURATION_SECONDS(
            Origin.STATE,
            "How long a phase took; absent while it has not ended.",
            "migration database phase"),
    MIGRATED_BYTES(
            Origin.STATE,
            "Of dunlin_expected_bytes, what is committed on the target.",
            "migration database"),
    EXPECTED_BYTES(
            Origin.STATE,
            "Size of the tables on the source when the copy was planned.",
            "migration database"),
    MIGRATED_ROWS(
            Origin.STATE, "Rows that the copy has committed on the target.", "migration database"),
    CHUNKS(Origin.STATE, "Chunks of the copy: loaded or waiting.", "migration database status"),
    TABLES(
            Origin.STATE,
            "Tables by what becomes of them: queued, copying, indexing, copied, streaming, "
                    + "verified, failed, skipped.",
            "migration database status"),
    SCHEMA_ITEMS(
            Origin.STATE,
            "Schema items (tables, keys, indexes, views ...): restored or waiting.",
            "migration database status"),
    COPY_LAST_PROGRESS_TIMESTAMP_SECONDS(
            Origin.STATE,
            "When the copy committed something last; absent outside of the copy.",
            "migration database"),

    // A database that is followed.
    CHANGES_PENDING(
            Origin.STATE, "Row changes captured and not applied yet.", "migration database"),
    CAPTURE_LAG_SECONDS(
            Origin.STATE,
            "Age of the newest source transaction that is in Kafka, by the source's clock; "
                    + "0 when everything is.",
            "migration database"),
    APPLY_LAG_SECONDS(
            Origin.STATE,
            "By how much the newest transaction on the target is older than the newest in Kafka.",
            "migration database"),
    END_TO_END_LAG_SECONDS(
            Origin.STATE,
            "Age of the newest source transaction that is on the target, by the source's "
                    + "clock; 0 when everything is, absent while it is not known.",
            "migration database"),
    CATCHUP_ESTIMATED_SECONDS(
            Origin.STATE,
            "When the target has caught up at the rates of now; +Inf when it falls behind.",
            "migration database"),
    LAST_APPLIED_COMMIT_TIMESTAMP_SECONDS(
            Origin.STATE,
            "When the newest transaction on the target was committed on the source.",
            "migration database"),
    LSN_BYTES(
            Origin.STATE,
            "Positions in the source's WAL: source_current, confirmed_flush, captured, applied.",
            "migration database point"),
    SOURCE_SLOT_ACTIVE(
            Origin.STATE,
            "Whether the replication slot is being read; absent while there is none.",
            "migration database"),
    SOURCE_SLOT_RETAINED_WAL_BYTES(
            Origin.STATE, "WAL that the slot holds back on the source.", "migration database"),
    SOURCE_SLOT_SAFE_WAL_BYTES(
            Origin.STATE,
            "WAL that may yet be written before the slot is lost; absent without a limit.",
            "migration database"),
    SOURCE_SLOT_WAL_STATUS(
            Origin.STATE,
            "1 for what PostgreSQL says of the slot's WAL, 0 for the others.",
            "migration database status"),
    THROTTLED(
            Origin.STATE,
            "1 while no chunks are read because the slot is above the migration's limit.",
            "migration database"),
    CUTOVER_READY(Origin.STATE, "Whether a cutover could begin now.", "migration database"),
    CUTOVER_BLOCKER(
            Origin.STATE, "1 for each reason against a cutover now.", "migration database code"),
    CUTOVER_WRITE_STOP_START_TIMESTAMP_SECONDS(
            Origin.STATE,
            "Since when the source has taken no writes; absent outside of a cutover.",
            "migration database"),
    CUTOVER_TIMEOUT_SECONDS(
            Origin.STATE,
            "After which time the cutover under way is withdrawn; absent outside of one.",
            "migration"),
    CUTOVER_WRITE_STOP_SECONDS(
            Origin.STATE, "From the first fence to success; absent before.", "migration"),

    // A table, where series of tables are asked for.
    TABLE_MIGRATED_ROWS(
            Origin.STATE,
            "Rows of the table that the copy has committed (setting metrics-tables).",
            "migration database schema table"),
    TABLE_CHUNKS(
            Origin.STATE,
            "Chunks of the table: loaded or waiting (setting metrics-tables).",
            "migration database schema table status"),
    TABLE_EXPECTED_BYTES(
            Origin.STATE,
            "Size of the table on the source (setting metrics-tables).",
            "migration database schema table"),

    // Workers, as they say of themselves.
    POOL_WORKERS(
            Origin.STATE,
            "Workers that are there; 0 where a migration that has not ended needs one.",
            "pool role"),
    WORKER_TASKS(Origin.STATE, "Tasks and jobs under way in a pool.", "pool role kind"),
    WORKER_HEARTBEAT_TIMESTAMP_SECONDS(
            Origin.STATE, "When the worker said last that it is there.", "worker pool role"),

    // What this process did.
    READ_ROWS_TOTAL(
            Origin.SNAPSHOT_WORKER,
            "Rows of chunks read from the source, those read again included.",
            "migration database"),
    READ_BYTES_TOTAL(
            Origin.SNAPSHOT_WORKER,
            "COPY bytes of chunks read from the source, those read again included.",
            "migration database"),
    COPY_ROWS_TOTAL(
            Origin.SINK_WORKER, "Rows of chunks committed on the target.", "migration database"),
    COPY_BYTES_TOTAL(
            Origin.SINK_WORKER,
            "COPY bytes of chunks committed on the target.",
            "migration database"),
    COPY_CHUNKS_TOTAL(
            Origin.SINK_WORKER,
            "Attempts at chunks by outcome: loaded, given_up (the chunk comes again), failed.",
            "migration database outcome"),
    COPY_CHUNK_DURATION_SECONDS(
            Type.HISTOGRAM,
            Origin.SINK_WORKER,
            "From a chunk's first segment to its commit.",
            "migration database"),
    INDEX_BUILD_DURATION_SECONDS(
            Type.HISTOGRAM,
            Origin.SINK_WORKER,
            "Building the keys, indexes or foreign keys of one table.",
            "migration database stage"),
    CHANGES_CAPTURED_TOTAL(
            Origin.CDC_WORKER,
            "Row changes read from the slot and sent to Kafka; op is insert, update, delete"
                    + " or truncate.",
            "migration database op"),
    CHANGES_APPLIED_TOTAL(
            Origin.SINK_WORKER,
            "Row changes committed on the target; op as above.",
            "migration database op"),
    TRANSACTIONS_APPLIED_TOTAL(
            Origin.SINK_WORKER,
            "Source transactions committed on the target.",
            "migration database"),
    APPLY_GROUPS_TOTAL(
            Origin.SINK_WORKER,
            "Committed groups of transactions: as sets, or replayed in the order of the "
                    + "source (way is sets or source_order).",
            "migration database way"),
    APPLY_BATCH_SIZE_CHANGES(
            Type.HISTOGRAM,
            Origin.SINK_WORKER,
            "Row changes of a group of transactions.",
            "migration database"),
    APPLY_BATCH_DURATION_SECONDS(
            Type.HISTOGRAM,
            Origin.SINK_WORKER,
            "Applying a group of transactions.",
            "migration database"),
    ERRORS_TOTAL(
            Origin.WORKER,
            "Failures by code; what is retryable was tried again.",
            "migration stage kind code retryable"),
    RETRIES_TOTAL(Origin.WORKER, "Times that work was tried again.", "migration stage"),
    DEAD_LETTERS_TOTAL(
            Origin.EVERY_PROCESS,
            "Messages parked in dunlin.parked because nobody can act on them.",
            ""),
    COMMANDS_TOTAL(Origin.COORDINATOR, "Commands taken, by type.", "type"),
    REPLIES_TOTAL(Origin.COORDINATOR, "Replies to commands, by status.", "status"),
    EVENTS_TOTAL(Origin.COORDINATOR, "Events told on dunlin.events, by kind.", "kind"),

    // All Kafka clients of this process together.
    KAFKA_SENT_BYTES_TOTAL(Origin.EVERY_PROCESS, "Bytes that producers of this process sent.", ""),
    KAFKA_RECEIVED_BYTES_TOTAL(
            Origin.EVERY_PROCESS, "Bytes of records that consumers of this process took.", ""),
    KAFKA_SEND_ERRORS_TOTAL(
            Origin.EVERY_PROCESS, "Records that producers of this process could not send.", ""),
    KAFKA_SEND_RETRIES_TOTAL(
            Origin.EVERY_PROCESS, "Records that producers of this process sent again.", ""),
    KAFKA_REQUEST_LATENCY_SECONDS(
            Origin.EVERY_PROCESS,
            "The slowest request of this process's producers within the last half minute.",
            ""),
    KAFKA_CONSUMER_LAG_RECORDS(
            Origin.EVERY_PROCESS,
            "The partition that a consumer of this process is furthest behind in.",
            ""),
    KAFKA_CONNECTIONS(Origin.EVERY_PROCESS, "Open connections to brokers.", "");

    private static final String PREFIX = "dunlin_";

    private final Type type;
    private final Origin origin;
    private final String meaning;

    @SuppressWarnings("ImmutableEnumChecker") // List.of
    private final List<String> labels;

    Metric(Origin origin, String meaning, String labels) {
        this(null, origin, meaning, labels);
    }

    Metric(@Nullable Type type, Origin origin, String meaning, String labels) {
        this.type = type == null ? Type.of(name()) : type;
        this.origin = origin;
        this.meaning = meaning;
        this.labels = labels.isEmpty() ? List.of() : List.of(labels.split(" ", -1));
    }

    /** The name in Prometheus: the constant's, behind Dunlin's. */
    public String text() {
        return PREFIX + name().toLowerCase(Locale.ROOT);
    }

    public Type type() {
        return type;
    }

    public Origin origin() {
        return origin;
    }

    /** One sentence for people. */
    public String meaning() {
        return meaning;
    }

    /** Names of its labels. */
    public List<String> labels() {
        return labels;
    }

    /** What it is counted in, as far as the name says so; empty otherwise. */
    public String unit() {
        String bare = name().replaceFirst("_TOTAL$", "");
        if (bare.endsWith("_TIMESTAMP_SECONDS")) {
            return "Unix time";
        }
        return bare.endsWith("_SECONDS") ? "seconds" : bare.endsWith("_BYTES") ? "bytes" : "";
    }

    /** What Prometheus is told it is. */
    public enum Type {
        GAUGE,
        COUNTER,
        /** Has also {@code _bucket}, {@code _sum}, {@code _count}, and {@code _max} of late. */
        HISTOGRAM,
        /** A gauge that is 1. */
        INFO;

        private static Type of(String name) {
            return name.endsWith("_TOTAL") ? COUNTER : name.endsWith("_INFO") ? INFO : GAUGE;
        }

        /** As pages spell it. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Who tells it. */
    public enum Origin {
        /** Coordinators, each of all migrations: take the maximum of several. */
        STATE,
        COORDINATOR,
        SNAPSHOT_WORKER,
        CDC_WORKER,
        SINK_WORKER,
        WORKER,
        EVERY_PROCESS;

        /** As pages spell it. */
        public String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
