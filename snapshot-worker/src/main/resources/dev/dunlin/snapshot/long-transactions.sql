-- Transactions of the whole server that have been writing for some seconds: a slot waits for them. Those
-- of other roles can be hidden from this one.
SELECT 'pid ' || a.pid
           || coalesce(' of ' || quote_ident(a.usename), '')
           || coalesce(' in database ' || quote_ident(a.datname), '')
           || ' since ' || a.xact_start::timestamptz(0)::text
FROM pg_stat_activity a
WHERE a.backend_xid IS NOT NULL
  AND a.pid <> pg_backend_pid()
  AND a.xact_start < clock_timestamp() - make_interval(secs => :seconds)
ORDER BY a.xact_start
