-- Objects of pg_catalog whose privileges are not those they came with.
WITH asked AS (SELECT :relations::bigint[] AS relations, :schemas::text[] AS schemas)
SELECT c.oid::regclass::text AS object, '' AS fix
FROM asked, pg_class c
LEFT JOIN pg_init_privs i
    ON i.classoid = 'pg_class'::regclass AND i.objoid = c.oid AND i.objsubid = 0
WHERE c.relnamespace = 'pg_catalog'::regnamespace
  AND c.oid < 16384
  AND c.relacl IS DISTINCT FROM i.initprivs
UNION ALL
SELECT p.oid::regprocedure::text, ''
FROM asked, pg_proc p
LEFT JOIN pg_init_privs i
    ON i.classoid = 'pg_proc'::regclass AND i.objoid = p.oid AND i.objsubid = 0
WHERE p.pronamespace = 'pg_catalog'::regnamespace
  AND p.oid < 16384
  AND p.proacl IS DISTINCT FROM i.initprivs
ORDER BY 1
