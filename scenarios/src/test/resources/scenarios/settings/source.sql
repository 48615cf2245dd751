-- A database whose own settings are hostile to every session that does not set its own: output
-- formats that lose digits, another client encoding, time-outs of a second, and a search_path whose
-- first schema shadows functions and operators of pg_catalog with ones that fail.
-- The settings hold for sessions opened after this script. They are not part of a dump of the
-- database, so the target does not have them; the rows must be the same all the same. A test that
-- looks at this source needs a session with these settings reset, too.

CREATE SCHEMA hostile;

CREATE TABLE public.formats (
    id int PRIMARY KEY,
    double float8,
    single real,
    span interval,
    day date,
    moment timestamp,
    instant timestamptz,
    blob bytea,
    price money,
    words text,
    list text[],
    document xml
);

INSERT INTO public.formats VALUES
    (1, 0.1::float8 + 0.2::float8, 16777217, '1 year -2 days +03:04:05.678901', '2026-02-01', '2026-02-01 03:04:05.678901',
        '2026-02-01 03:04:05.678901+00', '\x00ff5c27', 1234.56, 'back\slash', '{NULL,"NULL",a}', '<a>x</a>'),
    (2, 5e-324, 1e-45, '-1 mon +1 day', '0044-03-15 BC', '0044-03-15 12:00:00 BC', '1890-01-01 00:00:00+00', '\x', -0.01, 'кулик 🐦', '{}', NULL),
    (3, 1.7976931348623157e308, 3.4028235e38, '-00:00:00.000001', 'infinity', '-infinity', 'infinity', '\x5c5c', 0, E'\t\n\\N', '{{a,b},{NULL,d}}', NULL),
    (4, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);

CREATE TABLE public.days (day date, note text) PARTITION BY RANGE (day);
CREATE TABLE public.days_early PARTITION OF public.days FOR VALUES FROM (MINVALUE) TO ('2026-02-01');
CREATE TABLE public.days_late PARTITION OF public.days FOR VALUES FROM ('2026-02-01') TO (MAXVALUE);
INSERT INTO public.days VALUES ('2026-01-02', 'read as 1 February by who mixes day and month'), ('2026-02-01', 'and this as 2 January');

CREATE TABLE public.defaults (
    id int PRIMARY KEY,
    day date DEFAULT '2026-01-02',
    span interval DEFAULT '1 year -2 days',
    ratio float8 DEFAULT 0.30000000000000004,
    words text DEFAULT 'back\slash ''quoted''',
    CHECK (day > '2000-01-02')
);
INSERT INTO public.defaults (id) VALUES (1);

CREATE TABLE public.enough_rows (id bigint PRIMARY KEY, filler text);
INSERT INTO public.enough_rows SELECT n, repeat(md5(n::text), 4) FROM generate_series(1, 20000) AS n;
CREATE INDEX enough_rows_filler ON public.enough_rows (filler);

CREATE FUNCTION hostile.lower(text) RETURNS text LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'hostile.lower was called'; END $$;
CREATE FUNCTION hostile.quote_ident(text) RETURNS text LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'hostile.quote_ident was called'; END $$;
CREATE FUNCTION hostile.pg_relation_size(regclass) RETURNS bigint LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'hostile.pg_relation_size was called'; END $$;
CREATE FUNCTION hostile.current_setting(text) RETURNS text LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'hostile.current_setting was called'; END $$;
CREATE FUNCTION hostile.same_text(text, text) RETURNS boolean LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'the hostile = of text was used'; END $$;
CREATE FUNCTION hostile.same_name(name, name) RETURNS boolean LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'the hostile = of name was used'; END $$;
CREATE FUNCTION hostile.same_oid(oid, oid) RETURNS boolean LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'the hostile = of oid was used'; END $$;
CREATE OPERATOR hostile.= (FUNCTION = hostile.same_text, LEFTARG = text, RIGHTARG = text);
CREATE OPERATOR hostile.= (FUNCTION = hostile.same_name, LEFTARG = name, RIGHTARG = name);
CREATE OPERATOR hostile.= (FUNCTION = hostile.same_oid, LEFTARG = oid, RIGHTARG = oid);
CREATE VIEW hostile.pg_class AS SELECT NULL::oid AS oid, 'a view that hides pg_class'::name AS relname;

DO $do$
DECLARE
    setting text;
BEGIN
    FOREACH setting IN ARRAY ARRAY[
        'search_path = hostile, pg_catalog, public',
        'DateStyle = ''SQL, DMY''',
        'IntervalStyle = sql_standard',
        'TimeZone = ''America/St_Johns''',
        'bytea_output = escape',
        'extra_float_digits = -3',
        'xmlbinary = hex',
        'array_nulls = off',
        'client_encoding = LATIN1',
        'standard_conforming_strings = off',
        'quote_all_identifiers = on',
        'default_transaction_isolation = serializable',
        'row_security = on',
        'statement_timeout = ''1s''',
        'lock_timeout = ''1s''',
        'idle_in_transaction_session_timeout = ''1s'''
    ] LOOP
        EXECUTE format('ALTER DATABASE %I SET %s', current_database(), setting);
    END LOOP;
END
$do$;
