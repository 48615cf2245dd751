-- Sessions that share, or hold alone, the lock of this database's ledger.
SELECT pg_catalog.count(DISTINCT l.pid)::int
FROM pg_catalog.pg_locks AS l
JOIN pg_catalog.pg_database AS d ON d.oid = l.database
WHERE l.locktype = 'advisory' AND l.granted AND d.datname = pg_catalog.current_database()
    AND l.classid::bigint = ($KEY::bigint >> 32) AND l.objid::bigint = ($KEY::bigint & 4294967295)
    AND l.objsubid = 1 AND l.pid <> pg_catalog.pg_backend_pid()
