-- Relations about which something is to be said. :relations is an array of oids (bigint[]).
SELECT n.nspname AS schema, c.relname AS name, t.trouble
FROM pg_class c
JOIN pg_namespace n ON n.oid = c.relnamespace
CROSS JOIN LATERAL (
    SELECT 'denied' AS trouble
    WHERE (c.relkind IN ('r', 'p') AND NOT has_table_privilege(c.oid, 'SELECT'))
       OR (c.relkind = 'S' AND NOT has_sequence_privilege(c.oid, 'SELECT'))
    UNION ALL
    SELECT 'hidden'
    WHERE c.relkind IN ('r', 'p') AND row_security_active(c.oid)
    UNION ALL
    SELECT 'oids'
    WHERE (to_jsonb(c) ->> 'relhasoids')::boolean
    UNION ALL
    SELECT 'foreign'
    WHERE c.relkind = 'f'
    UNION ALL
    SELECT 'keyless'
    WHERE c.relkind = 'r'
      AND NOT EXISTS (
          SELECT FROM pg_index i WHERE i.indrelid = c.oid AND i.indisprimary)
) t
WHERE c.oid = ANY (:relations)
ORDER BY 1, 2, 3
