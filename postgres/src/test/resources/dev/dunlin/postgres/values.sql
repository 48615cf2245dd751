-- Values whose text or binary form is easily damaged.
CREATE TYPE mood AS ENUM ('sad', 'ok');
CREATE DOMAIN price AS numeric(12, 2);
CREATE TABLE plain (
    id bigint PRIMARY KEY, i2 int2, i4 int4, f4 float4, f8 float8, n numeric, p price, b bool,
    t text, v varchar(20), c char(5), by bytea, d date, ti time, tz timetz, ts timestamp,
    tsz timestamptz, iv interval, u uuid, j json, jb jsonb, ip inet, ci cidr, mac macaddr,
    bi bit(3), vb varbit, pt point, r int4range, nr numrange, m mood, q "char", nm name,
    ia int[], ta text[], ts_v tsvector, lsn pg_lsn);
INSERT INTO plain VALUES
    (1, 1, 2, 0.1, 0.1, 1.10, 1.1, true, E'tab\there\\ \n', 'x', 'ab', '\x00ff', '2024-02-29',
     '24:00', '12:00+05:30', 'infinity', '-infinity', '1 mon -2 days 03:04:05.000006',
     'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11', '{"b": 1,  "a": 2}', '{"b": 1, "a": 2}',
     '10.0.0.1/8', '10.0.0.0/8', '08:00:2b:01:02:03', B'101', B'1', '(1,-0)', '[1,5)',
     '(,1.50]', 'ok', 'x', 'nm', '{1,NULL,3}', '{"a,b","NULL",NULL}', 'a:1 b:2', '16/B374D848'),
    (2, NULL, NULL, 'NaN', '-0', 'NaN', NULL, NULL, '', NULL, NULL, '', '4714-11-24 BC', NULL,
     NULL, NULL, '294276-12-31 23:59:59.999999Z', NULL, NULL, 'null', 'null', '::1', NULL, NULL,
     NULL, B'', NULL, 'empty', NULL, 'sad', '', '', '{}', '{{a},{b}}', '', '0/0');
CREATE TABLE odd ("a "" key" text, "b,c" int, rel regtype, moods mood[], w tsquery,
    PRIMARY KEY ("a "" key", "b,c"));
INSERT INTO odd VALUES (E'\t', 1, 'int4', '{ok}', 'a & b'), (E'a\\b', 2, 'text', '{}', NULL),
    ('(x,"y")', 3, 'mood', NULL, NULL);
CREATE TABLE keyless (a int, b text);
INSERT INTO keyless VALUES (1, 'x'), (1, 'x'), (2, NULL);
CREATE TABLE nothing ();
INSERT INTO nothing DEFAULT VALUES;
INSERT INTO nothing DEFAULT VALUES;
CREATE TABLE empty (id int PRIMARY KEY);
CREATE TABLE many (id int PRIMARY KEY, v text);
INSERT INTO many SELECT g, 'row ' || g FROM generate_series(1, 50000) g;
