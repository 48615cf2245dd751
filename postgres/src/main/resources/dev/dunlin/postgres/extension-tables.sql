-- Tables whose rows an extension declares to be the user's, with the condition that selects them.
SELECT n.nspname, c.relname, config.condition
FROM pg_catalog.pg_extension e
CROSS JOIN LATERAL unnest(e.extconfig, e.extcondition) AS config (table_oid, condition)
JOIN pg_catalog.pg_class c ON c.oid = config.table_oid
JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 'p')
ORDER BY 1, 2
