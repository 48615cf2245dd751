-- Who else is in this database.
SELECT 'pid ' || pid || COALESCE(' of ' || pg_catalog.quote_ident(usename), '')
FROM pg_catalog.pg_stat_activity
WHERE datname = pg_catalog.current_database()
    AND pid <> pg_catalog.pg_backend_pid()
    AND backend_type = 'client backend'
    AND application_name NOT LIKE 'dunlin%'
ORDER BY 1
