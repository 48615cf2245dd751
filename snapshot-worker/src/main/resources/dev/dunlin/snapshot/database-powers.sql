-- Objects that only a superuser can make, but those of extensions. :schemas are those that move.
WITH moving AS (
    SELECT n.oid, n.nspname FROM pg_namespace n WHERE n.nspname = ANY (:schemas)
), members AS (
    SELECT d.classid, d.objid FROM pg_depend d WHERE d.deptype = 'e'
), powers (classid, objid, object) AS (
    SELECT 'pg_proc'::regclass, p.oid,
           'function ' || quote_ident(m.nspname) || '.' || quote_ident(p.proname)
               || ' in language ' || l.lanname
    FROM pg_proc p
    JOIN moving m ON m.oid = p.pronamespace
    JOIN pg_language l ON l.oid = p.prolang
    WHERE NOT l.lanpltrusted AND l.lanname <> 'sql'
    UNION ALL
    SELECT 'pg_type'::regclass, t.oid,
           'base type ' || quote_ident(m.nspname) || '.' || quote_ident(t.typname)
    FROM pg_type t
    JOIN moving m ON m.oid = t.typnamespace
    WHERE t.typtype = 'b' AND t.typinput <> 'pg_catalog.array_in'::regproc
    UNION ALL
    SELECT 'pg_cast'::regclass, k.oid,
           'cast from ' || format_type(k.castsource, NULL)
               || ' to ' || format_type(k.casttarget, NULL)
    FROM pg_cast k
    WHERE k.castmethod = 'b' AND k.oid >= 16384
    UNION ALL
    SELECT 'pg_language'::regclass, l.oid, 'language ' || quote_ident(l.lanname)
    FROM pg_language l
    WHERE l.oid >= 16384
    UNION ALL
    SELECT 'pg_ts_parser'::regclass, s.oid, 'text search parser ' || quote_ident(s.prsname)
    FROM pg_ts_parser s
    JOIN moving m ON m.oid = s.prsnamespace
    UNION ALL
    SELECT 'pg_ts_template'::regclass, s.oid, 'text search template ' || quote_ident(s.tmplname)
    FROM pg_ts_template s
    JOIN moving m ON m.oid = s.tmplnamespace
    UNION ALL
    SELECT 'pg_foreign_data_wrapper'::regclass, w.oid,
           'foreign-data wrapper ' || quote_ident(w.fdwname)
    FROM pg_foreign_data_wrapper w
    UNION ALL
    SELECT 'pg_event_trigger'::regclass, e.oid, 'event trigger ' || quote_ident(e.evtname)
    FROM pg_event_trigger e
)
SELECT w.object
FROM powers w
WHERE (w.classid::oid, w.objid) NOT IN (SELECT m.classid, m.objid FROM members m)
ORDER BY 1
LIMIT 1000
