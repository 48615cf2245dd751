-- Changes whenever a table is made or dropped.
SELECT count(*)::text || '/' || COALESCE(sum(oid::bigint), 0)::text
FROM pg_catalog.pg_class
WHERE relkind IN ('r', 'p') AND relpersistence = 'p'
