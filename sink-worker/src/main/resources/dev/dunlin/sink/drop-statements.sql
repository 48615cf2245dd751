-- Statements that drop what users made, in an order in which each touches few other objects.
WITH members AS (
    SELECT classid, objid FROM pg_catalog.pg_depend WHERE deptype = 'e'
),
schemas AS (
    SELECT n.oid, n.nspname
    FROM pg_catalog.pg_namespace AS n
    WHERE n.nspname !~ '^pg_' AND n.nspname NOT IN ('information_schema', 'dunlin_ledger')
        AND ('pg_catalog.pg_namespace'::pg_catalog.regclass, n.oid)
            NOT IN (SELECT classid, objid FROM members)
),
statements (step, sort, sql) AS (
    SELECT 1, 0, pg_catalog.format('DROP EVENT TRIGGER IF EXISTS %I', evtname)
    FROM pg_catalog.pg_event_trigger AS e
    WHERE ('pg_catalog.pg_event_trigger'::pg_catalog.regclass, e.oid)
        NOT IN (SELECT classid, objid FROM members)
    UNION ALL
    SELECT 2, 0, pg_catalog.format('DROP PUBLICATION IF EXISTS %I', pubname)
    FROM pg_catalog.pg_publication
    UNION ALL
    SELECT 3, 0, pg_catalog.format('DROP MATERIALIZED VIEW IF EXISTS %I.%I CASCADE',
        s.nspname, c.relname)
    FROM pg_catalog.pg_class AS c JOIN schemas AS s ON s.oid = c.relnamespace
    WHERE c.relkind = 'm' AND ('pg_catalog.pg_class'::pg_catalog.regclass, c.oid)
        NOT IN (SELECT classid, objid FROM members)
    UNION ALL
    -- Children have higher oids than their parents, nearly always: newest first.
    SELECT 4, -c.oid::bigint, pg_catalog.format('DROP %s IF EXISTS %I.%I CASCADE',
        CASE c.relkind WHEN 'f' THEN 'FOREIGN TABLE' ELSE 'TABLE' END, s.nspname, c.relname)
    FROM pg_catalog.pg_class AS c JOIN schemas AS s ON s.oid = c.relnamespace
    WHERE c.relkind IN ('r', 'f') AND ('pg_catalog.pg_class'::pg_catalog.regclass, c.oid)
        NOT IN (SELECT classid, objid FROM members)
    UNION ALL
    SELECT 5, -c.oid::bigint, pg_catalog.format('DROP TABLE IF EXISTS %I.%I CASCADE',
        s.nspname, c.relname)
    FROM pg_catalog.pg_class AS c JOIN schemas AS s ON s.oid = c.relnamespace
    WHERE c.relkind = 'p' AND ('pg_catalog.pg_class'::pg_catalog.regclass, c.oid)
        NOT IN (SELECT classid, objid FROM members)
    UNION ALL
    SELECT 6, -e.oid::bigint, pg_catalog.format('DROP EXTENSION IF EXISTS %I CASCADE', e.extname)
    FROM pg_catalog.pg_extension AS e
    WHERE e.extname <> 'plpgsql' AND pg_catalog.pg_has_role(e.extowner, 'USAGE')
    UNION ALL
    SELECT 7, 0, pg_catalog.format('DROP SCHEMA IF EXISTS %I CASCADE', nspname)
    FROM schemas
    UNION ALL
    SELECT 8, 0, pg_catalog.format('DROP FOREIGN DATA WRAPPER IF EXISTS %I CASCADE', fdwname)
    FROM pg_catalog.pg_foreign_data_wrapper AS w
    WHERE ('pg_catalog.pg_foreign_data_wrapper'::pg_catalog.regclass, w.oid)
        NOT IN (SELECT classid, objid FROM members)
    UNION ALL
    SELECT 9, 0, pg_catalog.format('DROP CAST IF EXISTS (%s AS %s)',
        pg_catalog.format_type(castsource, NULL), pg_catalog.format_type(casttarget, NULL))
    FROM pg_catalog.pg_cast AS k
    WHERE k.oid >= 16384 AND ('pg_catalog.pg_cast'::pg_catalog.regclass, k.oid)
            NOT IN (SELECT classid, objid FROM members)
        AND NOT EXISTS (
            SELECT FROM pg_catalog.pg_type AS t JOIN schemas AS s ON s.oid = t.typnamespace
            WHERE t.oid IN (k.castsource, k.casttarget))
    UNION ALL
    SELECT 10, 0, pg_catalog.format('SELECT pg_catalog.lo_unlink(%L)', l.oid)
    FROM pg_catalog.pg_largeobject_metadata AS l
)
SELECT sql FROM statements ORDER BY step, sort
