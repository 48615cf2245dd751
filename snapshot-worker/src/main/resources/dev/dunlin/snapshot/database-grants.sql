-- Privileges on this database, its owner's left out, and what PUBLIC has lost; nothing when they are
-- those of a new database.
WITH here AS (
    SELECT d.datdba, d.datacl
    FROM pg_database d
    WHERE d.datname = current_database() AND d.datacl IS NOT NULL
), granted AS (
    SELECT h.datdba, x.grantee, x.privilege_type AS privilege, x.is_grantable
    FROM here h
    CROSS JOIN LATERAL aclexplode(h.datacl) AS x
)
SELECT coalesce(r.rolname, '') AS grantee,
       g.privilege,
       CASE WHEN g.is_grantable THEN 'GRANTABLE' ELSE 'GRANTED' END AS kind
FROM granted g
LEFT JOIN pg_roles r ON r.oid = g.grantee
WHERE g.grantee <> g.datdba
  AND g.privilege IN ('CONNECT', 'CREATE', 'TEMPORARY')
  AND (r.rolname IS NULL OR r.rolname !~ '^pg_')
UNION ALL
SELECT '', p.privilege, 'REVOKED'
FROM here, (VALUES ('CONNECT'), ('TEMPORARY')) AS p (privilege)
WHERE NOT EXISTS (
    SELECT FROM granted g WHERE g.grantee = 0 AND g.privilege = p.privilege)
ORDER BY 1, 2
