-- Event triggers that no extension brings.
WITH asked AS (SELECT :relations::bigint[] AS relations, :schemas::text[] AS schemas)
SELECT quote_ident(e.evtname) || ' (' || e.evtevent || ')' AS object,
       'ALTER EVENT TRIGGER ' || quote_ident(e.evtname) || ' DISABLE;' AS fix
FROM asked, pg_event_trigger e
WHERE e.evtenabled <> 'D'
  AND NOT EXISTS (
      SELECT
      FROM pg_depend d
      WHERE d.classid = 'pg_event_trigger'::regclass AND d.objid = e.oid AND d.deptype = 'e')
ORDER BY 1
