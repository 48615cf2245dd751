-- Sets sequences and tells how far ahead of its value each was set. Numeric, because a value near a
-- limit must not overflow on the way.
WITH room (room) AS (SELECT :head_room::int),
wanted AS (
    SELECT a.place, a.name::pg_catalog.regclass AS sequence, a.value, a.called,
        CASE
            WHEN NOT a.called THEN a.value
            WHEN s.seqincrement > 0 THEN
                least(a.value::numeric + room * s.seqincrement::numeric,
                    greatest(s.seqmax, a.value))::bigint
            ELSE
                greatest(a.value::numeric + room * s.seqincrement::numeric,
                    least(s.seqmin, a.value))::bigint
        END AS ahead
    FROM room, unnest(:names::text[], :values::bigint[], :called::boolean[])
        WITH ORDINALITY AS a (name, value, called, place)
    JOIN pg_catalog.pg_sequence AS s ON s.seqrelid = a.name::pg_catalog.regclass
)
SELECT place, ahead - value, pg_catalog.setval(sequence, ahead, called)
FROM wanted
