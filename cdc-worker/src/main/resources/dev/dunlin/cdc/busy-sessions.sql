-- How many others are in a transaction, run something or did so a moment ago in this database.
SELECT count(*)
FROM pg_catalog.pg_stat_activity
WHERE datname = pg_catalog.current_database()
  AND pid <> pg_catalog.pg_backend_pid()
  AND backend_type = 'client backend'
  AND application_name NOT LIKE 'dunlin%'
  AND (xact_start IS NOT NULL
       OR state IS DISTINCT FROM 'idle'
       OR state_change > pg_catalog.clock_timestamp() - interval '2 seconds')
