-- What a database holds beyond what every new one holds; members of extensions do not count.
WITH user_schemas AS (
    SELECT n.oid, n.nspname
    FROM pg_catalog.pg_namespace AS n
    WHERE n.nspname !~ '^pg_' AND n.nspname NOT IN ('information_schema', 'dunlin_ledger')
        AND NOT EXISTS (
            SELECT FROM pg_catalog.pg_depend AS d
            WHERE d.classid = 'pg_catalog.pg_namespace'::pg_catalog.regclass
                AND d.objid = n.oid AND d.deptype = 'e')
),
extension_members AS (
    SELECT classid, objid FROM pg_catalog.pg_depend WHERE deptype = 'e'
)
SELECT 'schema' AS kind, pg_catalog.quote_ident(nspname) AS name
FROM user_schemas
WHERE nspname <> 'public'
UNION ALL
SELECT CASE c.relkind WHEN 'v' THEN 'view' WHEN 'm' THEN 'materialized view'
        WHEN 'S' THEN 'sequence' WHEN 'f' THEN 'foreign table' WHEN 'c' THEN 'type'
        ELSE 'table' END,
    pg_catalog.format('%I.%I', s.nspname, c.relname)
FROM pg_catalog.pg_class AS c
JOIN user_schemas AS s ON s.oid = c.relnamespace
WHERE c.relkind IN ('r', 'p', 'v', 'm', 'S', 'f', 'c')
    AND ('pg_catalog.pg_class'::pg_catalog.regclass, c.oid)
        NOT IN (SELECT classid, objid FROM extension_members)
UNION ALL
SELECT 'routine', pg_catalog.format('%I.%I', s.nspname, p.proname)
FROM pg_catalog.pg_proc AS p
JOIN user_schemas AS s ON s.oid = p.pronamespace
WHERE ('pg_catalog.pg_proc'::pg_catalog.regclass, p.oid)
    NOT IN (SELECT classid, objid FROM extension_members)
UNION ALL
SELECT 'type', pg_catalog.format('%I.%I', s.nspname, t.typname)
FROM pg_catalog.pg_type AS t
JOIN user_schemas AS s ON s.oid = t.typnamespace
WHERE t.typtype IN ('e', 'd', 'r') AND ('pg_catalog.pg_type'::pg_catalog.regclass, t.oid)
    NOT IN (SELECT classid, objid FROM extension_members)
UNION ALL
SELECT 'large object', l.oid::text FROM pg_catalog.pg_largeobject_metadata AS l
LIMIT 1000
