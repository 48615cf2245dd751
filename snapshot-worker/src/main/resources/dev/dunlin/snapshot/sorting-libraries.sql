-- Versions of the libraries that sort in this database: its own provider's, unless it sorts by
-- bytes, and those of collations of the system that moving columns and types use (:schemas).
WITH moving AS (
    SELECT n.oid FROM pg_namespace n WHERE n.nspname = ANY (:schemas)
), used AS (
    SELECT l.collprovider AS provider
    FROM pg_attribute a
    JOIN pg_class c ON c.oid = a.attrelid
    JOIN moving m ON m.oid = c.relnamespace
    JOIN pg_collation l ON l.oid = a.attcollation
    WHERE NOT a.attisdropped AND l.collname NOT IN ('default', 'C', 'POSIX', 'ucs_basic')
    UNION
    SELECT coalesce((to_jsonb(d) ->> 'datlocprovider')::"char", 'c')
    FROM pg_database d
    WHERE d.datname = current_database()
      AND NOT (d.datcollate IN ('C', 'POSIX')
               AND coalesce(to_jsonb(d) ->> 'datlocprovider', 'c') = 'c')
)
SELECT CASE l.collprovider WHEN 'i' THEN 'icu' ELSE 'libc' END AS provider,
       max(pg_collation_actual_version(l.oid)) AS version
FROM pg_collation l
JOIN used u ON u.provider = l.collprovider
WHERE l.collprovider IN ('c', 'i')
GROUP BY 1
HAVING max(pg_collation_actual_version(l.oid)) IS NOT NULL
