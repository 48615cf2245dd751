-- Sessions that a fence has to end: clients of this database other than Dunlin that began until a
-- moment. Of other users' sessions, one who may not read all statistics sees neither kind nor
-- begin: they count, so that none is overlooked.
SELECT pid, COALESCE(usename::text, '') AS usename
FROM pg_catalog.pg_stat_activity
WHERE datname = pg_catalog.current_database()
  AND pid <> pg_catalog.pg_backend_pid()
  AND (backend_type = 'client backend' OR (backend_type IS NULL AND usesysid IS NOT NULL))
  AND COALESCE(application_name, '') NOT LIKE 'dunlin%'
  AND COALESCE(backend_start <= :until::text::timestamptz, true)
