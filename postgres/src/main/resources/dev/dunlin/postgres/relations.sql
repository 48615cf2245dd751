-- Every relation a user made, with what decides whether it moves: its parents, the table that owns
-- it (sequences) and the relations its definition reads (views).
WITH members AS (
    SELECT d.objid
    FROM pg_depend d
    WHERE d.classid = 'pg_class'::regclass
      AND d.refclassid = 'pg_extension'::regclass
      AND d.deptype = 'e'
), reads AS (
    SELECT DISTINCT r.ev_class AS view_oid, d.refobjid AS relation_oid
    FROM pg_rewrite r
    JOIN pg_depend d ON d.classid = 'pg_rewrite'::regclass AND d.objid = r.oid
    WHERE d.refclassid = 'pg_class'::regclass
      AND d.refobjid <> r.ev_class
)
SELECT c.oid::bigint AS oid,
       n.nspname AS schema,
       c.relname AS name,
       c.relkind::text AS kind,
       c.relispartition AS is_partition,
       EXISTS (SELECT FROM members m WHERE m.objid = c.oid) AS is_extension_member,
       ARRAY(SELECT i.inhparent::bigint FROM pg_inherits i WHERE i.inhrelid = c.oid) AS parents,
       ARRAY(SELECT d.refobjid::bigint
             FROM pg_depend d
             WHERE c.relkind = 'S'
               AND d.classid = 'pg_class'::regclass
               AND d.objid = c.oid
               AND d.refclassid = 'pg_class'::regclass
               AND d.deptype IN ('a', 'i')) AS owning_tables,
       ARRAY(SELECT r.relation_oid::bigint
             FROM reads r
             WHERE r.view_oid = c.oid AND c.relkind IN ('v', 'm')) AS read_relations
FROM pg_class c
JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 'p', 'f', 'v', 'm', 'S')
  AND c.relpersistence <> 't'
  AND n.nspname !~ '^pg_'
  AND n.nspname NOT IN ('information_schema', 'dunlin_ledger')
ORDER BY 2, 3
