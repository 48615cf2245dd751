-- What is set on this database, by name: values may be secret.
WITH asked AS (SELECT :relations::bigint[] AS relations, :schemas::text[] AS schemas)
SELECT split_part(one, '=', 1)
           || coalesce(' for ' || quote_ident(r.rolname), '') AS object,
       '' AS fix
FROM asked, pg_db_role_setting s
CROSS JOIN LATERAL unnest(s.setconfig) AS one
LEFT JOIN pg_roles r ON r.oid = s.setrole
WHERE s.setdatabase = (SELECT d.oid FROM pg_database d WHERE d.datname = current_database())
ORDER BY 1
