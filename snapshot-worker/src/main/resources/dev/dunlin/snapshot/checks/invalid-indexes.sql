-- Indexes of moving tables that were never finished; pg_dump leaves them out.
WITH asked AS (SELECT :relations::bigint[] AS relations, :schemas::text[] AS schemas)
SELECT i.indexrelid::regclass::text AS object,
       'REINDEX INDEX ' || i.indexrelid::regclass || ';' AS fix
FROM asked
JOIN pg_index i ON i.indrelid = ANY (asked.relations)
JOIN pg_class c ON c.oid = i.indexrelid
WHERE NOT i.indisvalid AND c.relkind = 'i'
ORDER BY 1
