-- Mapped catalogs and relations without a file have 0 and none.
WITH RECURSIVE tree (oid) AS (
    SELECT ?::pg_catalog.regclass::pg_catalog.oid
    UNION ALL
    SELECT heir.inhrelid
    FROM pg_catalog.pg_inherits AS heir
    JOIN tree ON heir.inhparent = tree.oid
)
SELECT EXISTS (
    SELECT
    FROM pg_catalog.pg_class AS class
    JOIN tree ON tree.oid = class.oid
    WHERE class.relkind = 'r'
        AND class.relfilenode <> 0
        AND class.relfilenode IS DISTINCT FROM pg_catalog.pg_relation_filenode(class.oid)
)
