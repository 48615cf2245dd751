-- Subscriptions of this database; their definitions hold passwords and are not read.
WITH asked AS (SELECT :relations::bigint[] AS relations, :schemas::text[] AS schemas)
SELECT quote_ident(s.subname) AS object, '' AS fix
FROM asked, pg_subscription s
WHERE s.subdbid = (SELECT d.oid FROM pg_database d WHERE d.datname = current_database())
ORDER BY 1
