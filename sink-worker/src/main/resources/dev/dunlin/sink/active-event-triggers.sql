-- Event triggers of this database that act in ordinary sessions, but those of extensions.
SELECT pg_catalog.quote_ident(evtname)
FROM pg_catalog.pg_event_trigger AS e
WHERE evtenabled IN ('O', 'A')
    AND NOT EXISTS (
        SELECT FROM pg_catalog.pg_depend AS d
        WHERE d.classid = 'pg_catalog.pg_event_trigger'::pg_catalog.regclass
            AND d.objid = e.oid AND d.deptype = 'e')
ORDER BY 1
