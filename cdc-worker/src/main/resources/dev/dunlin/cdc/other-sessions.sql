-- Sessions that a fence has to end: clients of this database other than Dunlin.
SELECT pid, COALESCE(usename::text, '') AS usename
FROM pg_catalog.pg_stat_activity
WHERE datname = pg_catalog.current_database()
  AND pid <> pg_catalog.pg_backend_pid()
  AND backend_type = 'client backend'
  AND application_name NOT LIKE 'dunlin%'
