-- What following this server needs. :slots are the names of the migration's slots, :databases its
-- databases (text[] both). Settings that some versions lack read as what their absence means.
SELECT current_setting('wal_level') AS wal_level,
       pg_is_in_recovery() AS is_standby,
       current_setting('max_replication_slots')::int
           - (SELECT count(*) FROM pg_replication_slots) AS free_slots,
       current_setting('max_wal_senders')::int
           - (SELECT count(*) FROM pg_stat_replication) AS free_senders,
       (SELECT count(*) FROM pg_replication_slots s WHERE s.slot_name = ANY (:slots))
           AS own_slots,
       (SELECT count(*) FROM pg_replication_slots s WHERE s.slot_name = ANY (:slots) AND s.active)
           AS own_senders,
       pg_size_bytes(coalesce(current_setting('max_slot_wal_keep_size', true), '-1'))
           AS keep_bytes,
       (SELECT coalesce(sum(pg_database_size(d.oid)), 0)::bigint
        FROM pg_database d
        WHERE d.datname = ANY (:databases)) AS bytes,
       coalesce(current_setting('output_plugin_libraries', true), 'pgoutput')
           AS output_plugins,
       (SELECT p.setting::bigint FROM pg_settings p WHERE p.name = 'wal_sender_timeout')
           AS sender_millis,
       coalesce((
           SELECT p.setting::bigint FROM pg_settings p
           WHERE p.name = 'idle_replication_slot_timeout'), 0) AS idle_slot_seconds,
       pg_size_bytes(coalesce(current_setting('logical_decoding_work_mem', true), '-1'))
           AS decoding_bytes
