-- What stands against following a relation, with its details. :relations is an array of oids
-- (bigint[]). A usable replica identity is what the server itself asks for before an UPDATE or
-- DELETE of a published table: a valid index that is not deferrable, or all columns.
SELECT n.nspname AS schema, c.relname AS name, t.trouble, t.detail
FROM pg_class c
JOIN pg_namespace n ON n.oid = c.relnamespace
CROSS JOIN LATERAL (
    SELECT EXISTS (
        SELECT FROM pg_index i
        WHERE i.indrelid = c.oid AND i.indisprimary AND i.indisvalid AND i.indimmediate) AS key,
        EXISTS (
        SELECT FROM pg_index i
        WHERE i.indrelid = c.oid AND i.indisreplident AND i.indisvalid AND i.indimmediate) AS index
) has
CROSS JOIN LATERAL (
    SELECT 'identity' AS trouble,
           CASE c.relreplident
               WHEN 'd' THEN 'no primary key'
               WHEN 'n' THEN 'replica identity nothing'
               ELSE 'the index of its replica identity is gone or not valid'
           END AS detail
    WHERE c.relkind = 'r'
      AND NOT CASE c.relreplident
          WHEN 'd' THEN has.key
          WHEN 'i' THEN has.index
          ELSE c.relreplident = 'f'
      END
    UNION ALL
    SELECT 'full', ''
    WHERE c.relkind = 'r' AND c.relreplident = 'f' AND NOT has.key
    UNION ALL
    SELECT 'unlogged', ''
    WHERE c.relkind IN ('r', 'p') AND c.relpersistence = 'u'
    UNION ALL
    SELECT 'not-owned', ''
    WHERE c.relkind IN ('r', 'p') AND NOT pg_has_role(c.relowner, 'USAGE')
    UNION ALL
    SELECT 'case', string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum)
    FROM pg_attribute a
    WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND c.relkind IN ('r', 'p')
    GROUP BY lower(a.attname)
    HAVING count(*) > 1
    UNION ALL
    SELECT 'always', 'trigger ' || quote_ident(g.tgname)
    FROM pg_trigger g
    WHERE g.tgrelid = c.oid AND g.tgenabled IN ('A', 'R') AND NOT g.tgisinternal
    UNION ALL
    SELECT 'always', 'rule ' || quote_ident(r.rulename)
    FROM pg_rewrite r
    WHERE r.ev_class = c.oid AND r.ev_enabled IN ('A', 'R') AND c.relkind IN ('r', 'p')
) t
WHERE c.oid = ANY (:relations)
ORDER BY 1, 2, 3, 4
