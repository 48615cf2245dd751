-- What a migration may make in this database, and what it finds of itself. :slot and :publication
-- are its names there.
SELECT has_database_privilege(current_database(), 'CREATE') AS may_create,
       EXISTS (SELECT FROM pg_replication_slots s WHERE s.slot_name = :slot) AS has_slot,
       EXISTS (SELECT FROM pg_publication p WHERE p.pubname = :publication) AS has_publication,
       (SELECT obj_description(p.oid, 'pg_publication')
        FROM pg_publication p WHERE p.pubname = :publication) AS mark
