-- Collations that columns and types of moving schemas use, and the database's own (15 and later),
-- whose library has another version now than when they were made.
WITH asked AS (SELECT :relations::bigint[] AS relations, :schemas::text[] AS schemas), used AS (
    SELECT a.attcollation AS oid
    FROM asked
    JOIN pg_attribute a ON a.attrelid = ANY (asked.relations)
    WHERE NOT a.attisdropped
    UNION
    SELECT t.typcollation
    FROM asked
    JOIN pg_namespace n ON n.nspname = ANY (asked.schemas)
    JOIN pg_type t ON t.typnamespace = n.oid
)
SELECT quote_ident(n.nspname) || '.' || quote_ident(l.collname) || ' (' || l.collversion || ', now '
           || pg_collation_actual_version(l.oid) || ')' AS object,
       'ALTER COLLATION ' || quote_ident(n.nspname) || '.' || quote_ident(l.collname) || ' REFRESH VERSION;' AS fix
FROM used
JOIN pg_collation l ON l.oid = used.oid
JOIN pg_namespace n ON n.oid = l.collnamespace
WHERE l.collversion <> pg_collation_actual_version(l.oid)
ORDER BY 1
