-- Materialized views that move.
WITH asked AS (SELECT :relations::bigint[] AS relations, :schemas::text[] AS schemas)
SELECT c.oid::regclass::text AS object, '' AS fix
FROM asked
JOIN pg_class c ON c.oid = ANY (asked.relations)
WHERE c.relkind = 'm'
ORDER BY 1
