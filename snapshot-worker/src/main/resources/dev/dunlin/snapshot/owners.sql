-- Roles that own something in the schemas that move (:schemas, text[]), or what has no schema.
WITH moving AS (
    SELECT n.oid, n.nspowner FROM pg_namespace n WHERE n.nspname = ANY (:schemas)
), owners (role_oid) AS (
    SELECT nspowner FROM moving
    UNION
    SELECT c.relowner FROM pg_class c JOIN moving m ON m.oid = c.relnamespace
    UNION
    SELECT p.proowner FROM pg_proc p JOIN moving m ON m.oid = p.pronamespace
    UNION
    SELECT t.typowner FROM pg_type t JOIN moving m ON m.oid = t.typnamespace
    UNION
    SELECT o.oprowner FROM pg_operator o JOIN moving m ON m.oid = o.oprnamespace
    UNION
    SELECT o.opcowner FROM pg_opclass o JOIN moving m ON m.oid = o.opcnamespace
    UNION
    SELECT o.opfowner FROM pg_opfamily o JOIN moving m ON m.oid = o.opfnamespace
    UNION
    SELECT c.collowner FROM pg_collation c JOIN moving m ON m.oid = c.collnamespace
    UNION
    SELECT c.conowner FROM pg_conversion c JOIN moving m ON m.oid = c.connamespace
    UNION
    SELECT c.cfgowner FROM pg_ts_config c JOIN moving m ON m.oid = c.cfgnamespace
    UNION
    SELECT d.dictowner FROM pg_ts_dict d JOIN moving m ON m.oid = d.dictnamespace
    UNION
    SELECT s.stxowner FROM pg_statistic_ext s JOIN moving m ON m.oid = s.stxnamespace
    UNION
    SELECT s.srvowner FROM pg_foreign_server s
    UNION
    SELECT w.fdwowner FROM pg_foreign_data_wrapper w
    UNION
    SELECT e.evtowner FROM pg_event_trigger e
    UNION
    SELECT l.lomowner FROM pg_largeobject_metadata l
)
SELECT r.rolname
FROM owners o
JOIN pg_roles r ON r.oid = o.role_oid
WHERE r.rolname !~ '^pg_'
ORDER BY 1
