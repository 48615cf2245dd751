-- Publications but those of migrations.
WITH asked AS (SELECT :relations::bigint[] AS relations, :schemas::text[] AS schemas)
SELECT quote_ident(p.pubname) AS object, '' AS fix
FROM asked, pg_publication p
WHERE p.pubname NOT LIKE 'dunlin\_%'
ORDER BY 1
