-- Up to 1 GB to sort in, a quarter of what the server takes for its cache but at least 256 MB, and
-- never less than the server's own settings give.
SELECT pg_catalog.set_config(
        'maintenance_work_mem',
        GREATEST(
            LEAST(1048576, GREATEST(262144, cache.setting::bigint * 8 / 4)),
            memory.setting::bigint)::text || 'kB',
        false),
    pg_catalog.set_config(
        'max_parallel_maintenance_workers',
        GREATEST(2, workers.setting::integer)::text,
        false)
FROM pg_catalog.pg_settings AS memory,
    pg_catalog.pg_settings AS cache,
    pg_catalog.pg_settings AS workers
WHERE memory.name = 'maintenance_work_mem'
    AND cache.name = 'effective_cache_size'
    AND workers.name = 'max_parallel_maintenance_workers'
