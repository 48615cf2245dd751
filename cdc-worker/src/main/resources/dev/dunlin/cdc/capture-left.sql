-- Slots, publications and heartbeat schemas of this database that have names as ours have. Slots as
-- JSON, because what is known of them differs by version.
WITH slots AS (
    SELECT s.slot_name AS name,
        s.active::int AS users,
        pg_catalog.to_jsonb(s) ->> 'inactive_since' AS since,
        pg_catalog.pg_wal_lsn_diff(
            CASE WHEN pg_catalog.pg_is_in_recovery() THEN pg_catalog.pg_last_wal_replay_lsn()
                ELSE pg_catalog.pg_current_wal_lsn() END,
            s.restart_lsn) AS bytes
    FROM pg_catalog.pg_replication_slots AS s
    WHERE s.database = pg_catalog.current_database() AND NOT s.temporary
        AND s.slot_name ~ '^dunlin_.*_[0-9a-f]{8}$'
),
publications AS (
    SELECT p.pubname AS name, pg_catalog.obj_description(p.oid, 'pg_publication') AS mark
    FROM pg_catalog.pg_publication AS p
    WHERE p.pubname ~ '^dunlin_.*_[0-9a-f]{8}$'
),
schemas AS (
    SELECT n.nspname AS name
    FROM pg_catalog.pg_namespace AS n
    WHERE n.nspname ~ '^dunlin_.*_[0-9a-f]{8}$'
        AND EXISTS (
            SELECT FROM pg_catalog.pg_class AS c
            WHERE c.relnamespace = n.oid AND c.relname = 'heartbeat')
)
SELECT 'SLOT' AS kind, s.name::text AS name, p.mark AS mark, s.since AS since,
    coalesce(s.bytes, 0)::bigint AS bytes, s.users AS users
FROM slots AS s
LEFT JOIN publications AS p ON p.name = s.name
UNION ALL
SELECT 'SCHEMA', n.name::text, p.mark, NULL, 0, coalesce(s.users, 0)
FROM schemas AS n
LEFT JOIN publications AS p ON p.name = n.name
LEFT JOIN slots AS s ON s.name = n.name
UNION ALL
SELECT 'PUBLICATION', p.name::text, p.mark, NULL, 0, coalesce(s.users, 0)
FROM publications AS p
LEFT JOIN slots AS s ON s.name = p.name
ORDER BY 2
