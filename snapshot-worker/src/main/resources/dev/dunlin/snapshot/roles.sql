-- Roles by name (:names, text[]) with what a migration gives and what it withholds.
SELECT r.rolname AS name,
       r.rolcanlogin AS login,
       r.rolinherit AS inherit,
       ARRAY(
           SELECT g.rolname::text
           FROM pg_auth_members m
           JOIN pg_roles g ON g.oid = m.roleid
           WHERE m.member = r.oid AND g.rolname = ANY (asked.names)
           GROUP BY 1
           ORDER BY 1) AS leaders,
       array_remove(
           ARRAY[
               CASE WHEN r.rolsuper THEN 'SUPERUSER' END,
               CASE WHEN r.rolcreatedb THEN 'CREATEDB' END,
               CASE WHEN r.rolcreaterole THEN 'CREATEROLE' END,
               CASE WHEN r.rolreplication THEN 'REPLICATION' END,
               CASE WHEN r.rolbypassrls THEN 'BYPASSRLS' END], NULL) AS withheld
FROM (SELECT :names::text[] AS names) asked
JOIN pg_roles r ON r.rolname = ANY (asked.names)
ORDER BY 1
