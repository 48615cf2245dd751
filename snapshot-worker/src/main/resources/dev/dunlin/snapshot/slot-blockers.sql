-- Whose transactions the session :pid waits for: a slot is made when all that ran have ended.
-- What other roles do is hidden from roles without pg_read_all_stats; their pid never is.
SELECT CASE
           WHEN h.pid IS NULL THEN
               'prepared transaction ' || coalesce(quote_literal(p.gid), h.transactionid::text)
                   || coalesce(' of ' || p.prepared::timestamptz(0)::text, '')
           ELSE
               'pid ' || h.pid
                   || coalesce(' of ' || quote_ident(a.usename), '')
                   || coalesce(' in database ' || quote_ident(a.datname), '')
                   || coalesce(', in a transaction since ' || a.xact_start::timestamptz(0)::text, '')
       END
FROM pg_locks w
JOIN pg_locks h
    ON h.locktype = 'transactionid' AND h.transactionid = w.transactionid AND h.granted
LEFT JOIN pg_stat_activity a ON a.pid = h.pid
LEFT JOIN pg_prepared_xacts p ON p.transaction = h.transactionid
WHERE w.pid = :pid
  AND w.locktype = 'transactionid'
  AND NOT w.granted
ORDER BY 1
