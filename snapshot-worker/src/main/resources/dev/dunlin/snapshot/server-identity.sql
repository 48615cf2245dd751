-- Which server this is, across restarts and promotions.
SELECT (SELECT system_identifier FROM pg_control_system())::text
       || '/' || (SELECT timeline_id FROM pg_control_checkpoint())::text
