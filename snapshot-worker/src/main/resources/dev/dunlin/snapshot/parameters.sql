-- Server parameters by name (:names, text[]), but those that this database or user overrides.
SELECT lower(p.name) AS name, p.reset_val AS value
FROM pg_settings p
WHERE lower(p.name) = ANY (:names)
  AND NOT EXISTS (
      SELECT
      FROM pg_db_role_setting s
      CROSS JOIN LATERAL unnest(s.setconfig) AS one
      WHERE s.setdatabase IN (
              0, (SELECT d.oid FROM pg_database d WHERE d.datname = current_database()))
        AND s.setrole IN (0, (SELECT r.oid FROM pg_roles r WHERE r.rolname = current_user))
        AND split_part(one, '=', 1) = p.name)
