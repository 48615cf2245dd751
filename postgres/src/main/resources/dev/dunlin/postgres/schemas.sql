-- Every schema a user made.
SELECT n.nspname
FROM pg_namespace n
WHERE n.nspname !~ '^pg_'
  AND n.nspname NOT IN ('information_schema', 'dunlin_ledger')
ORDER BY 1
