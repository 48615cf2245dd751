-- What is the same for every database of the target. Settings that some versions lack read as none.
SELECT pg_catalog.current_setting('server_version_num')::integer AS version,
    pg_catalog.current_setting('server_version') AS version_text,
    pg_catalog.pg_is_in_recovery() AS in_recovery,
    COALESCE((
        SELECT ssl FROM pg_catalog.pg_stat_ssl WHERE pid = pg_catalog.pg_backend_pid()
    ), false) AS encrypted,
    r.rolcreatedb OR r.rolsuper AS may_create,
    r.rolcreaterole OR r.rolsuper AS may_create_roles,
    r.rolsuper AS is_superuser,
    pg_catalog.pg_encoding_to_char(d.encoding) AS encoding,
    LEAST(
        pg_catalog.current_setting('max_connections')::integer
            - pg_catalog.current_setting('superuser_reserved_connections')::integer
            - COALESCE(pg_catalog.current_setting('reserved_connections', true)::integer, 0)
            - (SELECT count(*) FROM pg_catalog.pg_stat_activity
               WHERE backend_type = 'client backend'),
        (SELECT r.rolconnlimit - count(*) FROM pg_catalog.pg_stat_activity
         WHERE usesysid = r.oid
         HAVING r.rolconnlimit >= 0)) AS free_connections,
    (SELECT count(*) FROM pg_catalog.pg_stat_replication) AS replicas,
    pg_catalog.current_setting('synchronous_standby_names') AS synchronous
FROM pg_catalog.pg_database AS d, pg_catalog.pg_roles AS r
WHERE d.datname = pg_catalog.current_database() AND r.rolname = current_user
