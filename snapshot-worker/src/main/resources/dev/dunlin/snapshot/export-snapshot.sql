-- Exports this transaction's snapshot, with what tells whether another one sees the same rows.
SELECT pg_export_snapshot() AS id,
       txid_current_snapshot()::text AS visibility,
       '/' || extract(epoch FROM pg_postmaster_start_time())::numeric::text
           || '/' || (SELECT oid FROM pg_database WHERE datname = current_database())::text
           AS incarnation,
       CASE
           WHEN pg_is_in_recovery() THEN coalesce(pg_last_wal_replay_lsn()::text, '')
           ELSE pg_current_wal_insert_lsn()::text
       END AS lsn
