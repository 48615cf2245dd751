-- Foreign servers with the wrapper they use.
WITH asked AS (SELECT :relations::bigint[] AS relations, :schemas::text[] AS schemas)
SELECT quote_ident(s.srvname) || ' (' || quote_ident(w.fdwname) || ')' AS object, '' AS fix
FROM asked, pg_foreign_server s
JOIN pg_foreign_data_wrapper w ON w.oid = s.srvfdw
ORDER BY 1
