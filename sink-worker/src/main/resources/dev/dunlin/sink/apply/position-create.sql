-- How far the changes of the source are on this database: written in the transactions that apply
-- them. The version counts up with each, so that a second applier notices the first.
CREATE TABLE IF NOT EXISTS dunlin_ledger.apply_position (
    source_database text PRIMARY KEY,
    version bigint NOT NULL DEFAULT 0,
    -- Where to read on: the record, and the state of the chain before it.
    kafka_offset bigint NOT NULL DEFAULT 0,
    epoch bigint NOT NULL DEFAULT -1,
    next_sequence bigint NOT NULL DEFAULT 0,
    chain_end pg_lsn NOT NULL,
    -- What is applied: end of the last transaction, its time in milliseconds, and counts.
    applied_lsn pg_lsn NOT NULL,
    commit_time bigint NOT NULL DEFAULT 0,
    changes bigint NOT NULL DEFAULT 0,
    transactions bigint NOT NULL DEFAULT 0,
    one_by_one bigint NOT NULL DEFAULT 0,
    -- Changes since the last marker, and that marker.
    since_marker bigint NOT NULL DEFAULT 0,
    marker integer NOT NULL DEFAULT -1,
    marker_lsn pg_lsn NOT NULL DEFAULT '0/0',
    marker_changes bigint NOT NULL DEFAULT 0
);
