-- What a plan needs to know of tables. :tables is an array of their oids (bigint[]).
-- Columns a version may not have are reached through to_jsonb, so that one text serves all.
SELECT c.oid::bigint AS oid,
       n.nspname AS schema,
       c.relname AS name,
       c.relkind = 'p' AS is_partitioned,
       coalesce(am.amname, 'heap') = 'heap' AND c.relkind = 'r' AS is_heap,
       pg_relation_size(c.oid) / current_setting('block_size')::bigint AS pages,
       pg_table_size(c.oid) AS bytes,
       greatest(c.reltuples, 0)::bigint AS estimated_rows,
       ARRAY(
           SELECT a.attname::text
           FROM pg_attribute a
           WHERE a.attrelid = c.oid
             AND a.attnum > 0
             AND NOT a.attisdropped
             AND coalesce(to_jsonb(a) ->> 'attgenerated', '') = ''
           ORDER BY a.attnum) AS columns,
       ARRAY(
           SELECT a.attname::text
           FROM pg_index i
           CROSS JOIN LATERAL unnest(i.indkey::smallint[]) WITH ORDINALITY AS k (attnum, place)
           JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.attnum
           WHERE i.indrelid = c.oid
             AND i.indisprimary
             AND k.place <= coalesce((to_jsonb(i) ->> 'indnkeyatts')::int, i.indnatts)
           ORDER BY k.place) AS key_columns,
       EXISTS (
           SELECT
           FROM pg_constraint k
           JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = k.conkey[1]
           WHERE k.conrelid = c.oid
             AND k.contype = 'p'
             AND cardinality(k.conkey) = 1
             AND a.atttypid IN ('int2'::regtype, 'int4'::regtype, 'int8'::regtype)
       ) AS has_integer_key,
       EXISTS (
           SELECT
           FROM pg_depend d
           WHERE d.classid = 'pg_class'::regclass
             AND d.objid = c.oid
             AND d.refclassid = 'pg_extension'::regclass
             AND d.deptype = 'e'
       ) AS is_extension_member,
       (
           -- The topmost partitioned table above (or at) this one that spreads rows by a hash of
           -- oids, which differ between servers: enums, composites, and expressions unseen here.
           WITH RECURSIVE up (oid, depth) AS (
               SELECT c.oid, 0
               UNION ALL
               SELECT i.inhparent, up.depth + 1
               FROM up
               JOIN pg_inherits i ON i.inhrelid = up.oid
               JOIN pg_class p ON p.oid = i.inhparent AND p.relkind = 'p')
           SELECT up.oid::bigint
           FROM up
           JOIN pg_partitioned_table p ON p.partrelid = up.oid AND p.partstrat = 'h'
           WHERE EXISTS (
               SELECT
               FROM unnest(p.partattrs::smallint[]) AS k (attnum)
               LEFT JOIN pg_attribute a ON a.attrelid = p.partrelid AND a.attnum = k.attnum
               LEFT JOIN pg_type t ON t.oid = a.atttypid
               LEFT JOIN pg_type inner_type
                   ON inner_type.oid = coalesce(nullif(t.typbasetype, 0), t.typelem)
               WHERE k.attnum = 0
                  OR t.typtype IN ('e', 'c')
                  OR inner_type.typtype IN ('e', 'c'))
           ORDER BY up.depth DESC
           LIMIT 1
       ) AS routed_through
FROM pg_class c
JOIN pg_namespace n ON n.oid = c.relnamespace
LEFT JOIN pg_am am ON am.oid = c.relam AND c.relkind = 'r'
WHERE c.oid = ANY (:tables)
