-- Schemas this role may not look into.
SELECT n.nspname
FROM pg_namespace n
WHERE NOT has_schema_privilege(n.oid, 'USAGE')
ORDER BY 1
