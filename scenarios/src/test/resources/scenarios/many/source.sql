-- 300 schemas of 10 tables, 3 000 tables in all: the cost per table, not per row. Each table has a
-- key, a foreign key to the one before and up to three rows; the last of each schema is empty.
-- Six statements of 50 schemas: one transaction for all would run out of locks.

DO $do$
BEGIN
    FOR s IN 1..50 LOOP
        EXECUTE format('CREATE SCHEMA many_%s', s);
        FOR t IN 1..10 LOOP
            EXECUTE format('CREATE TABLE many_%s.t%s (id int PRIMARY KEY, before int%s, note text)', s, t,
                CASE WHEN t > 1 THEN format(' REFERENCES many_%s.t%s', s, t - 1) END);
            EXECUTE format('INSERT INTO many_%s.t%s SELECT n, n, %L || n FROM generate_series(1, %s) AS n', s, t,
                format('schema %s table %s row ', s, t), CASE WHEN t < 10 THEN 3 - t / 4 ELSE 0 END);
        END LOOP;
    END LOOP;
END
$do$;

DO $do$
BEGIN
    FOR s IN 51..100 LOOP
        EXECUTE format('CREATE SCHEMA many_%s', s);
        FOR t IN 1..10 LOOP
            EXECUTE format('CREATE TABLE many_%s.t%s (id int PRIMARY KEY, before int%s, note text)', s, t,
                CASE WHEN t > 1 THEN format(' REFERENCES many_%s.t%s', s, t - 1) END);
            EXECUTE format('INSERT INTO many_%s.t%s SELECT n, n, %L || n FROM generate_series(1, %s) AS n', s, t,
                format('schema %s table %s row ', s, t), CASE WHEN t < 10 THEN 3 - t / 4 ELSE 0 END);
        END LOOP;
    END LOOP;
END
$do$;

DO $do$
BEGIN
    FOR s IN 101..150 LOOP
        EXECUTE format('CREATE SCHEMA many_%s', s);
        FOR t IN 1..10 LOOP
            EXECUTE format('CREATE TABLE many_%s.t%s (id int PRIMARY KEY, before int%s, note text)', s, t,
                CASE WHEN t > 1 THEN format(' REFERENCES many_%s.t%s', s, t - 1) END);
            EXECUTE format('INSERT INTO many_%s.t%s SELECT n, n, %L || n FROM generate_series(1, %s) AS n', s, t,
                format('schema %s table %s row ', s, t), CASE WHEN t < 10 THEN 3 - t / 4 ELSE 0 END);
        END LOOP;
    END LOOP;
END
$do$;

DO $do$
BEGIN
    FOR s IN 151..200 LOOP
        EXECUTE format('CREATE SCHEMA many_%s', s);
        FOR t IN 1..10 LOOP
            EXECUTE format('CREATE TABLE many_%s.t%s (id int PRIMARY KEY, before int%s, note text)', s, t,
                CASE WHEN t > 1 THEN format(' REFERENCES many_%s.t%s', s, t - 1) END);
            EXECUTE format('INSERT INTO many_%s.t%s SELECT n, n, %L || n FROM generate_series(1, %s) AS n', s, t,
                format('schema %s table %s row ', s, t), CASE WHEN t < 10 THEN 3 - t / 4 ELSE 0 END);
        END LOOP;
    END LOOP;
END
$do$;

DO $do$
BEGIN
    FOR s IN 201..250 LOOP
        EXECUTE format('CREATE SCHEMA many_%s', s);
        FOR t IN 1..10 LOOP
            EXECUTE format('CREATE TABLE many_%s.t%s (id int PRIMARY KEY, before int%s, note text)', s, t,
                CASE WHEN t > 1 THEN format(' REFERENCES many_%s.t%s', s, t - 1) END);
            EXECUTE format('INSERT INTO many_%s.t%s SELECT n, n, %L || n FROM generate_series(1, %s) AS n', s, t,
                format('schema %s table %s row ', s, t), CASE WHEN t < 10 THEN 3 - t / 4 ELSE 0 END);
        END LOOP;
    END LOOP;
END
$do$;

DO $do$
BEGIN
    FOR s IN 251..300 LOOP
        EXECUTE format('CREATE SCHEMA many_%s', s);
        FOR t IN 1..10 LOOP
            EXECUTE format('CREATE TABLE many_%s.t%s (id int PRIMARY KEY, before int%s, note text)', s, t,
                CASE WHEN t > 1 THEN format(' REFERENCES many_%s.t%s', s, t - 1) END);
            EXECUTE format('INSERT INTO many_%s.t%s SELECT n, n, %L || n FROM generate_series(1, %s) AS n', s, t,
                format('schema %s table %s row ', s, t), CASE WHEN t < 10 THEN 3 - t / 4 ELSE 0 END);
        END LOOP;
    END LOOP;
END
$do$;
