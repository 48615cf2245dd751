-- How many large objects there are, and a digest of their numbers and contents that does not
-- depend on their order. Contents are read in pieces of 1 MB; 262144 opens for reading. The inner
-- queries name the object's number so that no Memoize node takes one object's size for another's:
-- descriptors are handed out again.
SELECT count(DISTINCT piece.loid)::text
       || ' / '
       || coalesce(sum(('x' || left(piece.hash, 15))::bit(60)::bigint), 0)::text AS digest
FROM (
    SELECT m.oid AS loid,
           md5(m.oid::text || ':' || p.number::text || ':'
               || md5(lo_get(m.oid, p.number * 1048576, 1048576))) AS hash
    FROM pg_largeobject_metadata m
    CROSS JOIN LATERAL (SELECT lo_open(m.oid, 262144) AS descriptor OFFSET 0) o
    CROSS JOIN LATERAL (
        SELECT m.oid AS loid, lo_lseek64(o.descriptor, 0, 2) AS bytes OFFSET 0) s
    CROSS JOIN LATERAL (
        SELECT CASE WHEN s.loid = m.oid AND s.bytes >= 0 THEN lo_close(o.descriptor) END
        OFFSET 0) c
    CROSS JOIN LATERAL generate_series(0, s.bytes / 1048576) AS p (number)
) piece
