-- Roles that something of this database is granted to, or that a policy names.
SELECT DISTINCT r.rolname
FROM pg_shdepend d
JOIN pg_roles r ON r.oid = d.refobjid
WHERE d.dbid = (SELECT b.oid FROM pg_database b WHERE b.datname = current_database())
  AND d.refclassid = 'pg_authid'::regclass
  AND d.deptype IN ('a', 'r')
  AND r.rolname !~ '^pg_'
ORDER BY 1
