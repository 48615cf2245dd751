-- Which tables may travel in COPY's binary form: table oid, and whether every copied column's type
-- is on the list. :tables is an array of table oids (bigint[]).
-- A type that contains others is followed into them: domain -> its type, array -> its element,
-- range and multirange -> the range's subtype.
WITH RECURSIVE columns AS (
    SELECT a.attrelid, a.atttypid
    FROM pg_catalog.pg_attribute a
    WHERE a.attrelid = ANY (:tables)
      AND a.attnum > 0
      AND NOT a.attisdropped
), parts (type, part) AS (
    SELECT DISTINCT atttypid, atttypid
    FROM columns
    UNION
    SELECT p.type, inner_type.oid
    FROM parts p
    JOIN pg_catalog.pg_type t ON t.oid = p.part
    JOIN LATERAL (
        SELECT t.typbasetype AS oid
        WHERE t.typtype = 'd'
        UNION ALL
        SELECT t.typelem
        WHERE t.typlen = -1 AND t.typelem <> 0 AND t.typinput = 'pg_catalog.array_in'::regproc
        UNION ALL
        SELECT r.rngsubtype
        FROM pg_catalog.pg_range r
        WHERE r.rngtypid = t.oid
           OR (to_jsonb(r) ->> 'rngmultitypid')::oid = t.oid
    ) inner_type ON true
), judged AS (
    SELECT p.type,
           bool_and(
               CASE
                   WHEN t.typtype IN ('d', 'r', 'm') THEN true
                   WHEN t.typtype = 'e' THEN true
                   WHEN t.typinput = 'pg_catalog.array_in'::regproc THEN t.typelem < 16384
                   ELSE t.typnamespace = 'pg_catalog'::regnamespace
                        AND t.typname IN (
                            'bool', 'bytea', 'char', 'name', 'int8', 'int2', 'int4', 'text',
                            'oid', 'tid', 'xid', 'cid', 'json', 'point', 'lseg', 'path', 'box',
                            'polygon', 'line', 'float4', 'float8', 'circle', 'macaddr8',
                            'macaddr', 'inet', 'cidr', 'bpchar', 'varchar', 'date', 'time',
                            'timestamp', 'timestamptz', 'interval', 'timetz', 'bit', 'varbit',
                            'numeric', 'uuid', 'pg_lsn', 'tsvector', 'jsonb',
                            'jsonpath', 'txid_snapshot', 'pg_snapshot', 'xid8')
               END) AS binary_is_safe
    FROM parts p
    JOIN pg_catalog.pg_type t ON t.oid = p.part
    GROUP BY p.type
)
SELECT c.attrelid::bigint AS table_oid, bool_and(j.binary_is_safe) AS binary_is_safe
FROM columns c
JOIN judged j ON j.type = c.atttypid
GROUP BY c.attrelid
