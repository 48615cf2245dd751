-- Foreign keys and checks of moving tables that are NOT VALID.
WITH asked AS (SELECT :relations::bigint[] AS relations, :schemas::text[] AS schemas)
SELECT k.conrelid::regclass || ' ' || quote_ident(k.conname) AS object,
       'ALTER TABLE ' || k.conrelid::regclass || ' VALIDATE CONSTRAINT '
           || quote_ident(k.conname) || ';' AS fix
FROM asked
JOIN pg_constraint k ON k.conrelid = ANY (asked.relations)
WHERE NOT k.convalidated
ORDER BY 1
