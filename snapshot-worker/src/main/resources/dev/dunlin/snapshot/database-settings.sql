-- ALTER DATABASE … SET and ALTER ROLE … IN DATABASE … SET. A database that is read-only now would
-- refuse its own migration there.
SELECT coalesce(r.rolname, '') AS role,
       split_part(one, '=', 1) AS name,
       substr(one, strpos(one, '=') + 1) AS value
FROM pg_db_role_setting s
CROSS JOIN LATERAL unnest(s.setconfig) AS one
LEFT JOIN pg_roles r ON r.oid = s.setrole
WHERE s.setdatabase = (SELECT d.oid FROM pg_database d WHERE d.datname = current_database())
  AND split_part(one, '=', 1) <> 'default_transaction_read_only'
ORDER BY 1, 2
