-- Names that break quoting: every kind of object, every name of public.awkward, a comment on each.
-- Every name n of the list has a schema n; in it each kind of object takes the next names of the
-- list (tables, indexes and sequences share one name space), so all names meet all kinds.
-- What must hold: each object arrives with exactly these bytes, and public.y still has its rows.

CREATE TABLE public.awkward (
    position int PRIMARY KEY,
    name text NOT NULL UNIQUE
);

INSERT INTO public.awkward (position, name) VALUES
    (0, 'with space'),
    (1, ' leading and trailing '),
    (2, 'dot.in.name'),
    (3, 'double"quote'),
    (4, 'single''quote'),
    (5, 'back\slash'),
    (6, E'new\nline'),
    (7, E'tab\there'),
    (8, E'carriage\rreturn'),
    (9, 'dollar' || chr(36) || chr(36) || 'quote' || chr(36) || 'tag' || chr(36)),
    (10, '%s %I %n %1$s'),
    (11, '${x} #{x} {{x}} $1 :name :''name'''),
    (12, 'emoji 🐦🏁'),
    (13, 'кулик'),
    (14, repeat('a', 63)),
    (15, repeat('ю', 31) || 'z'),
    (16, repeat('🐦', 15) || 'xyz'),
    (17, 'select'),
    (18, 'user'),
    (19, 'NULL'),
    (20, 'orders'),
    (21, 'Orders'),
    (22, 'ORDERS'),
    (23, 'x"; DROP TABLE y;--'),
    (24, '":Identifer As ""Column"".$1:"'),
    (25, 'x''); DROP TABLE public.y; --'),
    (26, '/* comment */ -- comment'),
    (27, '{"json": [1, null]}'),
    (28, '../../etc/passwd'),
    (29, '.'),
    (30, '..'),
    (31, '\.'),
    (32, '\N'),
    (33, E'\001\002\033[31mcontrol\177'),
    (34, U&'caf\00E9 composed'),
    (35, U&'cafe\0301 composed'),
    (36, U&'\202Eright to left \0645\064A\0627\0647'),
    (37, U&'zero\200Bwidth\FEFF'),
    (38, 'a=b&c#d?e;f,g|h~i^j`k@l!m*n'),
    (39, '"'),
    (40, ''''),
    (41, ' '),
    (42, '12345'),
    (43, 'id'),
    (44, 'ctid '),
    (45, 'back\'),
    (46, E'new\n\\! touch /tmp/dunlin-was-here\nline');

COMMENT ON TABLE public.awkward IS 'the names all the others are made of';

-- name_at(n): the list as a ring.
CREATE FUNCTION public.name_at(n int) RETURNS text LANGUAGE sql STABLE
AS 'SELECT name FROM public.awkward WHERE position = n % (SELECT count(*)::int FROM public.awkward)';

CREATE TABLE public.y (id int PRIMARY KEY, survives boolean NOT NULL);
INSERT INTO public.y VALUES (1, true), (2, true);

-- comment_on('TABLE', '"a"."b"', 'the table', n): the comment has the awkward name in it too.
CREATE FUNCTION public.comment_on(kind text, object text, what text, n int) RETURNS void LANGUAGE plpgsql
AS $body$
BEGIN
    EXECUTE format('COMMENT ON %s %s IS %L', kind, object, what || ' ' || public.name_at(n));
END
$body$;

-- Schemas, enums of all names as labels, domains, composite types.
DO $do$
DECLARE
    n int;
    s text;
    t text;
BEGIN
    FOR n IN SELECT position FROM public.awkward ORDER BY position LOOP
        s := quote_ident(public.name_at(n));
        EXECUTE format('CREATE SCHEMA %s', s);
        PERFORM public.comment_on('SCHEMA', s, 'schema', n);

        t := s || '.' || quote_ident(public.name_at(n + 1));
        EXECUTE format('CREATE TYPE %s AS ENUM (%s)', t,
            (SELECT string_agg(quote_literal(name), ', ' ORDER BY position) FROM public.awkward));
        PERFORM public.comment_on('TYPE', t, 'enum', n);

        t := s || '.' || quote_ident(public.name_at(n + 2));
        EXECUTE format('CREATE DOMAIN %s AS text DEFAULT %L CONSTRAINT %I CHECK (VALUE <> %L)',
            t, public.name_at(n), public.name_at(n), public.name_at(n + 1));
        PERFORM public.comment_on('DOMAIN', t, 'domain', n);
        EXECUTE format('COMMENT ON CONSTRAINT %I ON DOMAIN %s IS %L', public.name_at(n), t, public.name_at(n));

        t := s || '.' || quote_ident(public.name_at(n + 3));
        EXECUTE format('CREATE TYPE %s AS (%s)', t,
            (SELECT string_agg(format('%I text', name), ', ' ORDER BY position) FROM public.awkward));
        PERFORM public.comment_on('TYPE', t, 'composite', n);
        EXECUTE format('COMMENT ON COLUMN %s.%I IS %L', t, public.name_at(n), 'attribute ' || public.name_at(n));

        t := s || '.' || quote_ident(public.name_at(n + 4));
        EXECUTE format('CREATE COLLATION %s (locale = %L)', t, 'C');
        PERFORM public.comment_on('COLLATION', t, 'collation', n);
    END LOOP;
END
$do$;

-- Functions, procedures, aggregates; sequences; tables whose columns are all the names.
DO $do$
DECLARE
    n int;
    s text;
    t text;
    name text;
BEGIN
    FOR n, name IN SELECT a.position, a.name FROM public.awkward a ORDER BY a.position LOOP
        s := quote_ident(name);

        t := s || '.' || quote_ident(name);
        EXECUTE format('CREATE FUNCTION %s(%I text) RETURNS text LANGUAGE sql IMMUTABLE AS %L', t, name,
            format('SELECT $1 || %L', ' through ' || name));
        PERFORM public.comment_on('FUNCTION', t || '(text)', 'function', n);

        t := s || '.' || quote_ident(public.name_at(n + 1));
        EXECUTE format('CREATE PROCEDURE %s(INOUT %I text) LANGUAGE plpgsql AS %L', t, name,
            format('BEGIN RAISE DEBUG %L, $1; END', replace(name, '%', '%%') || ' %'));
        PERFORM public.comment_on('PROCEDURE', t || '(text)', 'procedure', n);

        t := s || '.' || quote_ident(public.name_at(n + 2));
        EXECUTE format('CREATE AGGREGATE %s(text) (sfunc = textcat, stype = text, initcond = %L)', t, name);
        PERFORM public.comment_on('AGGREGATE', t || '(text)', 'aggregate', n);

        t := s || '.' || quote_ident(public.name_at(n + 10));
        EXECUTE format('CREATE SEQUENCE %s START %s', t, 1000 + n);
        PERFORM nextval(t::regclass);
        PERFORM public.comment_on('SEQUENCE', t, 'sequence', n);

        t := s || '.' || quote_ident(public.name_at(n + 11));
        EXECUTE format('CREATE TABLE %s (%s, CONSTRAINT %I PRIMARY KEY (%I), CONSTRAINT %I CHECK (%I <> %L))', t,
            (SELECT string_agg(format('%I text DEFAULT %L', a.name, a.name), ', ' ORDER BY a.position) FROM public.awkward a),
            public.name_at(n + 12), name, public.name_at(n + 13), name, 'never ' || name);
        PERFORM public.comment_on('TABLE', t, 'table', n);
        EXECUTE format('COMMENT ON COLUMN %s.%I IS %L', t, name, 'column ' || name);
        EXECUTE format('COMMENT ON CONSTRAINT %I ON %s IS %L', public.name_at(n + 13), t, 'check ' || name);
        EXECUTE format('INSERT INTO %s (%I) VALUES (%L), (%L)', t, name, name, 'second');
        EXECUTE format('INSERT INTO %s SELECT %s', t,
            (SELECT string_agg(quote_nullable(CASE WHEN a.name = public.name_at(n) THEN 'third' END), ', ' ORDER BY a.position)
               FROM public.awkward a));
    END LOOP;
END
$do$;

-- What hangs on the tables: foreign keys, indexes, statistics, triggers, policies, rules, views.
DO $do$
DECLARE
    n int;
    last int := (SELECT max(position) FROM public.awkward);
    s text;
    t text;
    o text;
    name text;
BEGIN
    FOR n, name IN SELECT a.position, a.name FROM public.awkward a ORDER BY a.position LOOP
        s := quote_ident(name);
        t := s || '.' || quote_ident(public.name_at(n + 11));

        -- Each table points to itself by one column and to the one before by another.
        EXECUTE format('ALTER TABLE %s ADD COLUMN own_row text CONSTRAINT %I REFERENCES %s (%I)', t,
            public.name_at(n + 14), t, name);
        EXECUTE format('ALTER TABLE %s ADD COLUMN row_before text CONSTRAINT %I REFERENCES %I.%I (%I)', t,
            public.name_at(n + 15), public.name_at(n + last), public.name_at(n + last + 11), public.name_at(n + last));
        EXECUTE format('UPDATE %s SET own_row = %I, row_before = %L', t, name, public.name_at(n + last));

        -- A default that names a sequence, and an identity column whose sequence is named by the server.
        EXECUTE format('ALTER TABLE %s ADD COLUMN counter bigint DEFAULT nextval(%L::regclass)', t,
            s || '.' || quote_ident(public.name_at(n + 10)));
        EXECUTE format('ALTER TABLE %s ADD COLUMN number bigint GENERATED BY DEFAULT AS IDENTITY', t);

        o := quote_ident(public.name_at(n + 16));
        EXECUTE format('CREATE INDEX %s ON %s (%I, lower(%I)) WHERE %I <> %L', o, t, public.name_at(n + 1),
            public.name_at(n + 2), public.name_at(n + 1), name);
        PERFORM public.comment_on('INDEX', s || '.' || o, 'index', n);

        o := s || '.' || quote_ident(public.name_at(n + 17));
        EXECUTE format('CREATE STATISTICS %s ON %I, %I FROM %s', o, public.name_at(n + 1), public.name_at(n + 2), t);
        PERFORM public.comment_on('STATISTICS', o, 'statistics', n);

        o := s || '.' || quote_ident(public.name_at(n + 18));
        EXECUTE format('CREATE FUNCTION %s() RETURNS trigger LANGUAGE plpgsql AS %L', o, 'BEGIN RETURN NEW; END');
        EXECUTE format('CREATE TRIGGER %I BEFORE UPDATE OF %I ON %s FOR EACH ROW EXECUTE FUNCTION %s(%L)', name,
            name, t, o, name);
        PERFORM public.comment_on('TRIGGER', quote_ident(name) || ' ON ' || t, 'trigger', n);

        EXECUTE format('CREATE POLICY %I ON %s FOR SELECT USING (%I <> %L)', name, t, name, name);
        PERFORM public.comment_on('POLICY', quote_ident(name) || ' ON ' || t, 'policy', n);

        o := s || '.' || quote_ident(public.name_at(n + 19));
        EXECUTE format('CREATE VIEW %s AS SELECT %I, %I AS %I FROM %s WHERE %I <> %L', o, name, public.name_at(n + 1),
            public.name_at(n + 2), t, name, public.name_at(n + 3));
        PERFORM public.comment_on('VIEW', o, 'view', n);
        EXECUTE format('CREATE RULE %I AS ON DELETE TO %s DO INSTEAD NOTHING', name, o);
        PERFORM public.comment_on('RULE', quote_ident(name) || ' ON ' || o, 'rule', n);

        o := s || '.' || quote_ident(public.name_at(n + 20));
        EXECUTE format('CREATE MATERIALIZED VIEW %s AS SELECT %I AS %I FROM %s', o, name, public.name_at(n + 5), t);
        PERFORM public.comment_on('MATERIALIZED VIEW', o, 'materialized view', n);
    END LOOP;
END
$do$;

-- Partitions, and columns of the enums, domains and composite types made above.
DO $do$
DECLARE
    n int;
    s text;
    t text;
    o text;
    name text;
BEGIN
    FOR n, name IN SELECT a.position, a.name FROM public.awkward a ORDER BY a.position LOOP
        s := quote_ident(name);
        t := s || '.' || quote_ident(public.name_at(n + 21));
        EXECUTE format('CREATE TABLE %s (%I text, %I %s.%I, %I %s.%I, %I %s.%I) PARTITION BY LIST (%I)', t, name,
            public.name_at(n + 1), s, public.name_at(n + 1),
            public.name_at(n + 2), s, public.name_at(n + 2),
            public.name_at(n + 3), s, public.name_at(n + 3), name);
        PERFORM public.comment_on('TABLE', t, 'partitioned table', n);
        o := s || '.' || quote_ident(public.name_at(n + 22));
        EXECUTE format('CREATE TABLE %s PARTITION OF %s FOR VALUES IN (%L)', o, t, name);
        PERFORM public.comment_on('TABLE', o, 'partition', n);
        o := s || '.' || quote_ident(public.name_at(n + 23));
        EXECUTE format('CREATE TABLE %s PARTITION OF %s DEFAULT', o, t);
        EXECUTE format('INSERT INTO %s SELECT a.name, a.name::%s.%I, a.name || %L, ROW(%s)::%s.%I FROM public.awkward a', t,
            s, public.name_at(n + 1), ' in the domain',
            (SELECT string_agg('a.name', ', ') FROM public.awkward), s, public.name_at(n + 3));
    END LOOP;
END
$do$;

-- Names of the whole database: publications, foreign servers, an extension's schema.
DO $do$
DECLARE
    n int;
    name text;
BEGIN
    CREATE FOREIGN DATA WRAPPER awkward_wrapper;
    FOR n, name IN SELECT a.position, a.name FROM public.awkward a ORDER BY a.position LOOP
        EXECUTE format('CREATE PUBLICATION %I FOR TABLE %I.%I', name, name, public.name_at(n + 11));
        PERFORM public.comment_on('PUBLICATION', quote_ident(name), 'publication', n);
        EXECUTE format('CREATE SERVER %I FOREIGN DATA WRAPPER awkward_wrapper', name);
        EXECUTE format('CREATE FOREIGN TABLE %I.%I (%I text OPTIONS (description %L)) SERVER %I', name,
            public.name_at(n + 24), name, name, name);
    END LOOP;
END
$do$;

CREATE EXTENSION citext SCHEMA "x""; DROP TABLE y;--";

-- Written out, as a person would: the same dangers without the loop.
CREATE SCHEMA "Quoted_"" . Schema";

CREATE TABLE "Quoted_"" . Schema"."x""; DROP TABLE y;--" (
    "Id" int PRIMARY KEY,
    "id" int,
    "ID" "x""; DROP TABLE y;--".citext,
    ":Identifer As ""Column"".$1:" text,
    U&"new\000Aline" text DEFAULT U&'new\000Aline',
    "табуляция	внутри" text
);

INSERT INTO "Quoted_"" . Schema"."x""; DROP TABLE y;--" VALUES
    (1, 2, 'MiXeD', '":"', DEFAULT, E'\t'),
    (2, NULL, NULL, NULL, NULL, NULL);
