-- Prepared transactions of the whole server: a slot waits for them.
SELECT quote_literal(p.gid) || ' in database ' || quote_ident(p.database)
           || ' of ' || quote_ident(p.owner)
FROM pg_prepared_xacts p
ORDER BY p.prepared
