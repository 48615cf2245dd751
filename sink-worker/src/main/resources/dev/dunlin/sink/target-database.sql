-- What an existing target database is, and what the user may do there.
SELECT pg_catalog.pg_encoding_to_char(encoding) AS encoding,
    datcollate AS collate,
    pg_catalog.has_database_privilege(oid, 'CREATE') AS may_create,
    pg_catalog.has_database_privilege(oid, 'TEMPORARY') AS may_temporary
FROM pg_catalog.pg_database
WHERE datname = pg_catalog.current_database()
