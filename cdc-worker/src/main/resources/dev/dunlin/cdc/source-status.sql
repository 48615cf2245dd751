-- The end of WAL, the clock, and the slot as far as it is there. $SAFE and $STATUS stand for
-- columns that servers before 13 do not have.
SELECT pg_catalog.pg_current_wal_lsn()::text AS written,
       (EXTRACT(epoch FROM pg_catalog.clock_timestamp()) * 1000)::bigint AS clock,
       s.slot_name IS NOT NULL AS present,
       s.plugin,
       s.database,
       s.active_pid,
       s.confirmed_flush_lsn::text AS confirmed,
       pg_catalog.pg_wal_lsn_diff(pg_catalog.pg_current_wal_lsn(), s.restart_lsn)::bigint
           AS retained,
       $SAFE AS safe,
       $STATUS AS wal_status
FROM (SELECT 1) one
LEFT JOIN pg_catalog.pg_replication_slots s ON s.slot_name = :slot
