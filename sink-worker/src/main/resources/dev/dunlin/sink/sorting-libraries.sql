-- Versions of the libraries that sort, by provider.
SELECT CASE collprovider WHEN 'i' THEN 'icu' ELSE 'libc' END,
    pg_catalog.max(pg_catalog.pg_collation_actual_version(oid))
FROM pg_catalog.pg_collation
WHERE collprovider IN ('c', 'i')
GROUP BY 1
HAVING pg_catalog.max(pg_catalog.pg_collation_actual_version(oid)) IS NOT NULL
