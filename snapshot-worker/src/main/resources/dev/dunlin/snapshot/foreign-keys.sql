-- Every foreign key: its table and the table it references.
SELECT k.oid::bigint AS oid,
       k.conrelid::bigint AS table_oid,
       k.confrelid::bigint AS referenced_oid,
       n.nspname AS referenced_schema,
       c.relname AS referenced_name
FROM pg_constraint k
JOIN pg_class c ON c.oid = k.confrelid
JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE k.contype = 'f'
