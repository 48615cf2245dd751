-- Collations in moving schemas.
WITH asked AS (SELECT :relations::bigint[] AS relations, :schemas::text[] AS schemas)
SELECT quote_ident(n.nspname) || '.' || quote_ident(l.collname) AS object, '' AS fix
FROM asked
JOIN pg_namespace n ON n.nspname = ANY (asked.schemas)
JOIN pg_collation l ON l.collnamespace = n.oid
ORDER BY 1
