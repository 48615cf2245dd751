-- Owners of what users made in this database for whom the user may not act. The catalog of shared
-- dependencies does not know what the first superuser owns.
WITH members AS (
    SELECT objid FROM pg_catalog.pg_depend WHERE deptype = 'e'
),
owned (object, owner) AS (
    SELECT oid, nspowner FROM pg_catalog.pg_namespace
    WHERE nspname NOT IN ('public', 'information_schema') AND nspname !~ '^pg_'
    UNION ALL
    SELECT c.oid, c.relowner FROM pg_catalog.pg_class AS c
    JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
    WHERE n.nspname <> 'information_schema' AND n.nspname !~ '^pg_'
    UNION ALL
    SELECT p.oid, p.proowner FROM pg_catalog.pg_proc AS p
    JOIN pg_catalog.pg_namespace AS n ON n.oid = p.pronamespace
    WHERE n.nspname <> 'information_schema' AND n.nspname !~ '^pg_'
    UNION ALL
    SELECT t.oid, t.typowner FROM pg_catalog.pg_type AS t
    JOIN pg_catalog.pg_namespace AS n ON n.oid = t.typnamespace
    WHERE n.nspname <> 'information_schema' AND n.nspname !~ '^pg_'
    UNION ALL
    SELECT oid, lomowner FROM pg_catalog.pg_largeobject_metadata
)
SELECT DISTINCT r.rolname
FROM owned AS o
JOIN pg_catalog.pg_roles AS r ON r.oid = o.owner
WHERE o.object NOT IN (SELECT objid FROM members) AND NOT pg_catalog.pg_has_role(r.oid, 'USAGE')
ORDER BY 1
