-- How many large objects there are.
SELECT count(*) FROM pg_largeobject_metadata
