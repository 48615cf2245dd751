-- Moving tables and views of one schema whose names differ by case only.
WITH asked AS (SELECT :relations::bigint[] AS relations, :schemas::text[] AS schemas)
SELECT string_agg(c.oid::regclass::text, ', ' ORDER BY c.relname) AS object, '' AS fix
FROM asked
JOIN pg_class c ON c.oid = ANY (asked.relations)
WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f')
GROUP BY c.relnamespace, lower(c.relname)
HAVING count(*) > 1
ORDER BY 1
