-- One slot and who reads it. $STATUS is wal_status where the server has it (13 on).
SELECT s.slot_name,
       s.plugin,
       s.database,
       s.confirmed_flush_lsn::text AS confirmed_flush_lsn,
       s.active_pid,
       a.application_name,
       a.usename,
       $STATUS AS wal_status
FROM pg_catalog.pg_replication_slots s
LEFT JOIN pg_catalog.pg_stat_activity a ON a.pid = s.active_pid
WHERE s.slot_name = :slot
