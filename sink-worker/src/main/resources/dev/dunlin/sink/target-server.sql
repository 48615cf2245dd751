-- What is the same for every database of the target.
SELECT pg_catalog.current_setting('server_version_num')::integer AS version,
    pg_catalog.current_setting('server_version') AS version_text,
    pg_catalog.pg_is_in_recovery() AS in_recovery,
    COALESCE((
        SELECT ssl FROM pg_catalog.pg_stat_ssl WHERE pid = pg_catalog.pg_backend_pid()
    ), false) AS encrypted,
    (SELECT rolcreatedb OR rolsuper FROM pg_catalog.pg_roles WHERE rolname = current_user)
        AS may_create,
    (SELECT rolsuper FROM pg_catalog.pg_roles WHERE rolname = current_user) AS is_superuser,
    pg_catalog.pg_encoding_to_char(encoding) AS encoding
FROM pg_catalog.pg_database
WHERE datname = pg_catalog.current_database()
