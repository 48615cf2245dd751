-- Owners of what is in this database that the user may not act for.
SELECT DISTINCT r.rolname
FROM pg_catalog.pg_shdepend AS d
JOIN pg_catalog.pg_roles AS r ON r.oid = d.refobjid
WHERE d.dbid = (SELECT oid FROM pg_catalog.pg_database
                WHERE datname = pg_catalog.current_database())
    AND d.refclassid = 'pg_catalog.pg_authid'::pg_catalog.regclass
    AND d.deptype = 'o'
    AND NOT pg_catalog.pg_has_role(r.oid, 'USAGE')
ORDER BY 1
