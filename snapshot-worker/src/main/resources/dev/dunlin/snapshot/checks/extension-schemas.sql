-- Extensions that were put into a schema of the system; those of every new database do not count.
WITH asked AS (SELECT :relations::bigint[] AS relations, :schemas::text[] AS schemas)
SELECT quote_ident(e.extname) || ' (' || quote_ident(n.nspname) || ')' AS object, '' AS fix
FROM asked, pg_extension e
JOIN pg_namespace n ON n.oid = e.extnamespace
WHERE n.nspname IN ('pg_catalog', 'information_schema') AND e.oid >= 16384
ORDER BY 1
