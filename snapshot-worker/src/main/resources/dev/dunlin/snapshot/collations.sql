-- Collations of the system that columns, domains and indexes of the moving schemas (:schemas,
-- text[]) use; user-made ones move with the schema.
WITH moving AS (
    SELECT n.oid FROM pg_namespace n WHERE n.nspname = ANY (:schemas)
), used (collation_oid) AS (
    SELECT a.attcollation
    FROM pg_attribute a
    JOIN pg_class c ON c.oid = a.attrelid
    JOIN moving m ON m.oid = c.relnamespace
    WHERE NOT a.attisdropped
    UNION
    SELECT t.typcollation
    FROM pg_type t
    JOIN moving m ON m.oid = t.typnamespace
)
SELECT n.nspname, l.collname
FROM used u
JOIN pg_collation l ON l.oid = u.collation_oid
JOIN pg_namespace n ON n.oid = l.collnamespace
WHERE n.nspname = 'pg_catalog'
  AND l.collname NOT IN ('default', 'C', 'POSIX', 'ucs_basic')
ORDER BY 1, 2
