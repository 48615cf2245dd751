-- Moving relations and their indexes outside of the database's tablespace.
WITH asked AS (SELECT :relations::bigint[] AS relations, :schemas::text[] AS schemas)
SELECT c.oid::regclass || ' (' || quote_ident(s.spcname) || ')' AS object, '' AS fix
FROM asked
JOIN pg_class c
    ON c.oid = ANY (asked.relations)
       OR c.oid IN (SELECT i.indexrelid FROM pg_index i WHERE i.indrelid = ANY (asked.relations))
JOIN pg_tablespace s ON s.oid = c.reltablespace
ORDER BY 1
