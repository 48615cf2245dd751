-- Columns of a table as apply needs them. @generated@ and @deterministic@ depend on the version.
SELECT c.relkind::text, a.attname, pg_catalog.format_type(a.atttypid, a.atttypmod),
       CASE WHEN b.typtype = 'e' THEN 'enum'
            ELSE pg_catalog.format_type(
                b.oid, CASE WHEN t.typbasetype = 0 THEN a.atttypmod ELSE t.typtypmod END) END,
       COALESCE(@deterministic@, true),
       a.attidentity = 'a',
       @generated@ <> ''
FROM pg_catalog.pg_class c
JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
LEFT JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
LEFT JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
LEFT JOIN pg_catalog.pg_type b ON b.oid = CASE WHEN t.typbasetype = 0 THEN t.oid ELSE t.typbasetype END
LEFT JOIN pg_catalog.pg_collation l ON l.oid = a.attcollation
WHERE n.nspname = :schema AND c.relname = :name AND c.relkind IN ('r', 'p')
ORDER BY a.attnum
