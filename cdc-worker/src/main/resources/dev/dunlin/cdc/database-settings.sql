-- Settings of this database for all users, as name=value.
SELECT unnest(s.setconfig)
FROM pg_catalog.pg_db_role_setting s
JOIN pg_catalog.pg_database d ON d.oid = s.setdatabase
WHERE s.setrole = 0 AND d.datname = pg_catalog.current_database()
