-- Tables that are in a publication by themselves.
SELECT r.prrelid::bigint
FROM pg_catalog.pg_publication p
JOIN pg_catalog.pg_publication_rel r ON r.prpubid = p.oid
WHERE p.pubname = :publication
