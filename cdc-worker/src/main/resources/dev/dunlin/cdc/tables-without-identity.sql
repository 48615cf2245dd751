-- Tables that hold rows and could be published, with what stands against it: no replica identity
-- (then the source itself would refuse their updates and deletes; a key that is deferrable is none),
-- or no WAL at all (unlogged).
SELECT c.oid::bigint AS oid,
       c.relpersistence = 'u' AS is_unlogged,
       c.relkind = 'r' AND NOT (
           c.relreplident = 'f'
           OR (c.relreplident = 'd'
               AND EXISTS (SELECT FROM pg_catalog.pg_index i
                           WHERE i.indrelid = c.oid AND i.indisprimary
                             AND i.indisvalid AND i.indimmediate))
           OR (c.relreplident = 'i'
               AND EXISTS (SELECT FROM pg_catalog.pg_index i
                           WHERE i.indrelid = c.oid AND i.indisreplident
                             AND i.indisvalid AND i.indimmediate))) AS lacks_identity
FROM pg_catalog.pg_class c
WHERE c.relkind IN ('r', 'p')
  AND c.relpersistence <> 't'
