-- Databases one can connect to. Their sizes are for those who may connect or read all statistics.
SELECT d.datname,
       CASE WHEN has_database_privilege(d.oid, 'CONNECT')
              OR pg_has_role('pg_read_all_stats', 'MEMBER')
            THEN pg_database_size(d.oid)
            ELSE -1
       END
FROM pg_database d
WHERE d.datallowconn AND NOT d.datistemplate
ORDER BY d.datname
