-- Columns whose text is the name of an object, also within arrays and domains.
WITH asked AS (SELECT :relations::bigint[] AS relations, :schemas::text[] AS schemas)
SELECT a.attrelid::regclass || '.' || quote_ident(a.attname) || ' ('
           || format_type(a.atttypid, a.atttypmod) || ')' AS object,
       '' AS fix
FROM asked
JOIN pg_attribute a ON a.attrelid = ANY (asked.relations)
JOIN pg_class c ON c.oid = a.attrelid AND c.relkind IN ('r', 'p')
JOIN pg_type t ON t.oid = a.atttypid
LEFT JOIN pg_type b ON b.oid = t.typbasetype
LEFT JOIN pg_type e ON e.oid = coalesce(nullif(b.typelem, 0), t.typelem)
WHERE a.attnum > 0
  AND NOT a.attisdropped
  AND EXISTS (
      SELECT
      FROM pg_type named
      WHERE named.oid IN (t.oid, b.oid, e.oid)
        AND named.typnamespace = 'pg_catalog'::regnamespace
        AND (named.typname LIKE 'reg%' OR named.typname = 'aclitem'))
ORDER BY 1
