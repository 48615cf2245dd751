-- What the server and this user have free now. Settings that some versions lack read as none.
SELECT least(
           current_setting('max_connections')::int
               - current_setting('superuser_reserved_connections')::int
               - coalesce(current_setting('reserved_connections', true)::int, 0)
               - (SELECT count(*) FROM pg_stat_activity a WHERE a.backend_type = 'client backend'),
           (SELECT r.rolconnlimit
                - (SELECT count(*) FROM pg_stat_activity a WHERE a.usesysid = r.oid)
            FROM pg_roles r
            WHERE r.rolname = current_user AND r.rolconnlimit >= 0)) AS free_connections,
       current_setting('max_connections') AS max_connections,
       coalesce(current_setting('old_snapshot_threshold', true), '-1') AS snapshot_threshold
