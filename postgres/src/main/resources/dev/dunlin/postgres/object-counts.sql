-- Objects by kind, so that two databases that hold the same give the same rows on any version.
-- :relations are the oids (bigint[]) of tables, views and sequences that count, :schemas (text[])
-- the names of the schemas that count. Members of extensions do not, nor does what one version has
-- and another has not: NOT NULL as a constraint (18), clones of triggers and constraints on
-- partitions, array and multirange types, row types.
WITH relations AS (
    SELECT c.*
    FROM pg_class c
    JOIN unnest(:relations) AS moving (oid) ON moving.oid = c.oid
), schemas AS (
    SELECT n.oid, n.nspname FROM pg_namespace n WHERE n.nspname = ANY (:schemas)
), members AS (
    SELECT d.classid, d.objid FROM pg_depend d WHERE d.deptype = 'e'
), counts (kind, name, amount) AS (
    SELECT CASE c.relkind
               WHEN 'r' THEN 'table' WHEN 'p' THEN 'partitioned table' WHEN 'v' THEN 'view'
               WHEN 'm' THEN 'materialized view' WHEN 'S' THEN 'sequence'
               WHEN 'f' THEN 'foreign table'
           END,
           concat_ws(', ',
               CASE WHEN c.relpersistence = 'u' THEN 'unlogged' END,
               CASE WHEN c.relispartition THEN 'partition' END,
               CASE WHEN c.relkind = 'm' AND NOT c.relispopulated THEN 'not populated' END,
               CASE WHEN c.relrowsecurity THEN 'row security' END,
               CASE WHEN c.relforcerowsecurity THEN 'forced' END,
               CASE WHEN c.relkind IN ('r', 'p') AND c.relreplident <> 'd'
                    THEN 'replica identity ' || c.relreplident::text END),
           1
    FROM relations c
    UNION ALL
    SELECT 'column',
           concat_ws(', ',
               CASE WHEN a.attidentity <> '' THEN 'identity' END,
               CASE WHEN coalesce(to_jsonb(a) ->> 'attgenerated', '') <> '' THEN 'generated'
                    WHEN a.atthasdef THEN 'default' END),
           1
    FROM pg_attribute a
    JOIN relations c ON c.oid = a.attrelid
    WHERE a.attnum > 0 AND NOT a.attisdropped AND c.relkind IN ('r', 'p', 'f', 'v', 'm')
    UNION ALL
    SELECT 'inheritance link', '', 1
    FROM pg_inherits i
    JOIN relations c ON c.oid = i.inhrelid
    JOIN relations p ON p.oid = i.inhparent
    UNION ALL
    SELECT 'index',
           concat_ws(', ',
               CASE WHEN x.relkind = 'I' THEN 'partitioned' END,
               CASE WHEN i.indisprimary THEN 'primary' WHEN i.indisunique THEN 'unique' END,
               CASE WHEN i.indisclustered THEN 'clustered' END,
               CASE WHEN i.indisreplident THEN 'replica identity' END,
               CASE WHEN i.indpred IS NOT NULL THEN 'partial' END,
               CASE WHEN i.indexprs IS NOT NULL THEN 'of expressions' END,
               CASE WHEN NOT i.indisvalid THEN 'not valid' END),
           1
    FROM pg_index i
    JOIN relations c ON c.oid = i.indrelid
    JOIN pg_class x ON x.oid = i.indexrelid
    WHERE i.indisvalid OR x.relkind = 'I'
    UNION ALL
    SELECT 'constraint',
           concat_ws(', ',
               CASE k.contype
                   WHEN 'p' THEN 'primary key' WHEN 'u' THEN 'unique' WHEN 'x' THEN 'exclusion'
                   WHEN 'f' THEN 'foreign key' WHEN 'c' THEN 'check' WHEN 't' THEN 'trigger'
               END,
               CASE WHEN k.condeferrable THEN 'deferrable' END,
               CASE WHEN k.condeferred THEN 'deferred' END,
               CASE WHEN NOT k.convalidated THEN 'not valid' END),
           1
    FROM pg_constraint k
    JOIN relations c ON c.oid = k.conrelid
    WHERE k.contype <> 'n'
      AND coalesce(to_jsonb(k) ->> 'conparentid', '0') = '0'
      AND (k.contype <> 'f' OR k.confrelid IN (SELECT r.oid FROM relations r))
    UNION ALL
    SELECT 'trigger', 'enabled ' || t.tgenabled::text, 1
    FROM pg_trigger t
    JOIN relations c ON c.oid = t.tgrelid
    WHERE NOT t.tgisinternal AND coalesce(to_jsonb(t) ->> 'tgparentid', '0') = '0'
    UNION ALL
    SELECT 'rule', 'enabled ' || w.ev_enabled::text, 1
    FROM pg_rewrite w
    JOIN relations c ON c.oid = w.ev_class
    WHERE w.rulename <> '_RETURN'
    UNION ALL
    SELECT 'policy', p.polcmd::text, 1
    FROM pg_policy p
    JOIN relations c ON c.oid = p.polrelid
    UNION ALL
    SELECT 'statistics object', '', 1
    FROM pg_statistic_ext s
    JOIN relations c ON c.oid = s.stxrelid
    UNION ALL
    SELECT 'type',
           CASE t.typtype
               WHEN 'b' THEN 'basic' WHEN 'c' THEN 'composite' WHEN 'd' THEN 'domain'
               WHEN 'e' THEN 'enum' WHEN 'r' THEN 'range' ELSE 'shell'
           END,
           1
    FROM pg_type t
    JOIN schemas n ON n.oid = t.typnamespace
    LEFT JOIN pg_class c ON c.oid = t.typrelid
    WHERE t.typtype <> 'm'
      AND (t.typrelid = 0 OR c.relkind = 'c')
      AND NOT EXISTS (SELECT FROM pg_type element WHERE element.typarray = t.oid)
      AND NOT EXISTS (
          SELECT FROM members m WHERE m.classid = 'pg_type'::regclass AND m.objid = t.oid)
    UNION ALL
    SELECT 'enum label', '', 1
    FROM pg_enum e
    JOIN pg_type t ON t.oid = e.enumtypid
    JOIN schemas n ON n.oid = t.typnamespace
    WHERE NOT EXISTS (
          SELECT FROM members m WHERE m.classid = 'pg_type'::regclass AND m.objid = t.oid)
    UNION ALL
    SELECT 'domain constraint', CASE WHEN k.convalidated THEN '' ELSE 'not valid' END, 1
    FROM pg_constraint k
    JOIN pg_type t ON t.oid = k.contypid
    JOIN schemas n ON n.oid = t.typnamespace
    WHERE k.contype <> 'n'
      AND NOT EXISTS (
          SELECT FROM members m WHERE m.classid = 'pg_type'::regclass AND m.objid = t.oid)
    UNION ALL
    SELECT CASE
               WHEN to_jsonb(p) ->> 'prokind' = 'p' THEN 'procedure'
               WHEN EXISTS (SELECT FROM pg_aggregate g WHERE g.aggfnoid = p.oid) THEN 'aggregate'
               ELSE 'function'
           END,
           CASE WHEN p.prosecdef THEN 'security definer' ELSE '' END,
           1
    FROM pg_proc p
    JOIN schemas n ON n.oid = p.pronamespace
    WHERE NOT EXISTS (
              SELECT FROM members m WHERE m.classid = 'pg_proc'::regclass AND m.objid = p.oid)
      AND NOT EXISTS (
          SELECT
          FROM pg_depend d
          WHERE d.classid = 'pg_proc'::regclass
            AND d.objid = p.oid
            AND d.refclassid = 'pg_type'::regclass
            AND d.deptype = 'i')
    UNION ALL
    SELECT o.kind, '', 1
    FROM (
        SELECT 'operator', 'pg_operator'::regclass, oid, oprnamespace
        FROM pg_operator
        WHERE oprcode <> 0
        UNION ALL
        SELECT 'operator class', 'pg_opclass'::regclass, oid, opcnamespace FROM pg_opclass
        UNION ALL
        SELECT 'operator family', 'pg_opfamily'::regclass, oid, opfnamespace FROM pg_opfamily
        UNION ALL
        SELECT 'collation', 'pg_collation'::regclass, oid, collnamespace FROM pg_collation
        UNION ALL
        SELECT 'conversion', 'pg_conversion'::regclass, oid, connamespace FROM pg_conversion
        UNION ALL
        SELECT 'text search configuration', 'pg_ts_config'::regclass, oid, cfgnamespace
        FROM pg_ts_config
        UNION ALL
        SELECT 'text search dictionary', 'pg_ts_dict'::regclass, oid, dictnamespace
        FROM pg_ts_dict
        UNION ALL
        SELECT 'text search parser', 'pg_ts_parser'::regclass, oid, prsnamespace
        FROM pg_ts_parser
        UNION ALL
        SELECT 'text search template', 'pg_ts_template'::regclass, oid, tmplnamespace
        FROM pg_ts_template
    ) o (kind, class_oid, oid, schema_oid)
    JOIN schemas n ON n.oid = o.schema_oid
    WHERE NOT EXISTS (
        SELECT FROM members m WHERE m.classid = o.class_oid AND m.objid = o.oid)
    UNION ALL
    SELECT o.kind, o.name, 1
    FROM (
        SELECT 'cast', '', 'pg_cast'::regclass, oid FROM pg_cast
        UNION ALL
        SELECT 'language', '', 'pg_language'::regclass, oid FROM pg_language
        UNION ALL
        SELECT 'access method', '', 'pg_am'::regclass, oid FROM pg_am
        UNION ALL
        SELECT 'transform', '', 'pg_transform'::regclass, oid FROM pg_transform
        UNION ALL
        SELECT 'foreign data wrapper', '', 'pg_foreign_data_wrapper'::regclass, oid
        FROM pg_foreign_data_wrapper
        UNION ALL
        SELECT 'foreign server', '', 'pg_foreign_server'::regclass, oid FROM pg_foreign_server
        UNION ALL
        SELECT 'event trigger', 'enabled ' || evtenabled::text, 'pg_event_trigger'::regclass, oid
        FROM pg_event_trigger
    ) o (kind, name, class_oid, oid)
    WHERE o.oid >= 16384
      AND NOT EXISTS (
        SELECT FROM members m WHERE m.classid = o.class_oid AND m.objid = o.oid)
    UNION ALL
    SELECT 'extension', e.extname::text, 1
    FROM pg_extension e
    UNION ALL
    SELECT 'schema', n.nspname::text, 1
    FROM schemas n
    UNION ALL
    SELECT 'comment', CASE WHEN d.objsubid = 0 THEN 'relation' ELSE 'column' END, 1
    FROM pg_description d
    JOIN relations c ON c.oid = d.objoid
    WHERE d.classoid = 'pg_class'::regclass
    UNION ALL
    SELECT 'comment', 'index', 1
    FROM pg_description d
    JOIN pg_index i ON i.indexrelid = d.objoid
    JOIN relations c ON c.oid = i.indrelid
    WHERE d.classoid = 'pg_class'::regclass AND i.indisvalid
    UNION ALL
    SELECT 'comment', 'function', 1
    FROM pg_description d
    JOIN pg_proc p ON p.oid = d.objoid
    JOIN schemas n ON n.oid = p.pronamespace
    WHERE d.classoid = 'pg_proc'::regclass
      AND NOT EXISTS (
          SELECT FROM members m WHERE m.classid = 'pg_proc'::regclass AND m.objid = p.oid)
    UNION ALL
    SELECT 'comment', 'type', 1
    FROM pg_description d
    JOIN pg_type t ON t.oid = d.objoid
    JOIN schemas n ON n.oid = t.typnamespace
    WHERE d.classoid = 'pg_type'::regclass
      AND NOT EXISTS (
          SELECT FROM members m WHERE m.classid = 'pg_type'::regclass AND m.objid = t.oid)
    UNION ALL
    SELECT 'comment', 'constraint', 1
    FROM pg_description d
    JOIN pg_constraint k ON k.oid = d.objoid
    JOIN relations c ON c.oid = k.conrelid
    WHERE d.classoid = 'pg_constraint'::regclass
      AND k.contype <> 'n'
      AND (k.contype <> 'f' OR k.confrelid IN (SELECT r.oid FROM relations r))
    UNION ALL
    SELECT 'comment', 'trigger', 1
    FROM pg_description d
    JOIN pg_trigger t ON t.oid = d.objoid
    JOIN relations c ON c.oid = t.tgrelid
    WHERE d.classoid = 'pg_trigger'::regclass
)
SELECT CASE WHEN name = '' THEN kind ELSE kind || ': ' || name END AS kind,
       sum(amount)::text AS amount
FROM counts
GROUP BY 1
ORDER BY 1
