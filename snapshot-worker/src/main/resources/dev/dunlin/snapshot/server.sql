-- Version, and whether this session is encrypted.
SELECT current_setting('server_version_num')::int AS version,
       current_setting('server_version') AS version_text,
       coalesce((SELECT s.ssl FROM pg_stat_ssl s WHERE s.pid = pg_backend_pid()), false)
           AS encrypted,
       pg_is_in_recovery() AS is_standby
