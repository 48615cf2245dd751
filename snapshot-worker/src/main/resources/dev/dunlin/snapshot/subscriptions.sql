-- Subscriptions of this database; their definitions hold passwords and are not read.
SELECT quote_ident(s.subname)
FROM pg_subscription s
WHERE s.subdbid = (SELECT d.oid FROM pg_database d WHERE d.datname = current_database())
ORDER BY 1
