-- Server parameters by name (:names, text[]) as this user gets them in a database without settings.
SELECT pg_catalog.lower(name), reset_val, COALESCE(unit, '')
FROM pg_catalog.pg_settings
WHERE pg_catalog.lower(name) = ANY (:names)
