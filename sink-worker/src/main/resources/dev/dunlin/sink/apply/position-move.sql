UPDATE dunlin_ledger.apply_position
SET version = version + 1,
    kafka_offset = :kafka_offset, epoch = :epoch, next_sequence = :next_sequence,
    chain_end = :chain_end::text::pg_lsn, applied_lsn = :applied_lsn::text::pg_lsn,
    commit_time = :commit_time, changes = :changes, transactions = :transactions,
    one_by_one = :one_by_one, since_marker = :since_marker,
    marker = :marker, marker_lsn = :marker_lsn::text::pg_lsn, marker_changes = :marker_changes
WHERE source_database = :database AND version = :version
