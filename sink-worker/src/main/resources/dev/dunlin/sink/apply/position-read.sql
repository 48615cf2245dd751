SELECT version, kafka_offset, epoch, next_sequence, chain_end::text, applied_lsn::text,
       commit_time, changes, transactions, one_by_one, since_marker,
       marker, marker_lsn::text, marker_changes
FROM dunlin_ledger.apply_position
WHERE source_database = :database
