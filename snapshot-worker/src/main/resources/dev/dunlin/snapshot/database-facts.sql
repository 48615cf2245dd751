-- Locale and size of this database. Columns that only some versions have are reached through
-- to_jsonb: datlocprovider (15), daticulocale (15, 16), datlocale (17).
SELECT pg_encoding_to_char(d.encoding) AS encoding,
       d.datcollate AS collate,
       d.datctype AS ctype,
       CASE to_jsonb(d) ->> 'datlocprovider'
           WHEN 'i' THEN 'icu'
           WHEN 'b' THEN 'builtin'
           ELSE 'libc'
       END AS provider,
       coalesce(to_jsonb(d) ->> 'datlocale', to_jsonb(d) ->> 'daticulocale', '') AS locale,
       pg_database_size(d.oid) AS bytes
FROM pg_database d
WHERE d.datname = current_database()
