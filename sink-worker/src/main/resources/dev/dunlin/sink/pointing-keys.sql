-- Valid foreign keys of other tables that point to a table or to one it is a partition of: the table
-- that has each, its name and its definition.
WITH RECURSIVE above AS (
    SELECT :table::pg_catalog.regclass::pg_catalog.oid AS oid
    UNION ALL
    SELECT i.inhparent FROM pg_catalog.pg_inherits AS i JOIN above ON above.oid = i.inhrelid
)
SELECT pg_catalog.format('%I.%I', n.nspname, c.relname),
    pg_catalog.quote_ident(k.conname),
    pg_catalog.pg_get_constraintdef(k.oid)
FROM pg_catalog.pg_constraint AS k
JOIN pg_catalog.pg_class AS c ON c.oid = k.conrelid
JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
WHERE k.contype = 'f' AND k.convalidated
    AND k.confrelid IN (SELECT oid FROM above)
    AND k.conrelid <> :table::pg_catalog.regclass
    AND COALESCE(pg_catalog.to_jsonb(k) ->> 'conparentid', '0') = '0'
ORDER BY 1, 2
