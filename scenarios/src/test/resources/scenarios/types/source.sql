-- Values at the edge of every built-in type, and of hstore, citext and ltree: a table per family.
-- Every table has a row that is NULL except for its key, and most have both an ordinary value and
-- the extremes. What must hold: each value arrives with the same bytes (binary send output).
-- Traps on purpose: the reg* types print names but are numbers inside, and the numbers differ on
-- the target; NaN, -0 and infinity; text that looks like COPY's own marks; 30 MB in one value.

CREATE SCHEMA types;

SET search_path = types, pg_catalog;
SET TimeZone = 'UTC';
SET DateStyle = 'ISO, YMD';
SET IntervalStyle = 'postgres';
SET lc_monetary = 'C';
SET extra_float_digits = 3;
SET bytea_output = 'hex';
SET xmloption = 'content';

CREATE TABLE integers (id int PRIMARY KEY, small smallint, medium int, large bigint);

INSERT INTO integers VALUES
    (1, -32768, -2147483648, -9223372036854775808),
    (2, 32767, 2147483647, 9223372036854775807),
    (3, 0, 0, 0),
    (4, -1, -1, -1),
    (5, NULL, NULL, NULL);

CREATE TABLE numerics (id int PRIMARY KEY, free numeric, fixed numeric(10, 2), whole numeric(38, 0), tiny numeric(20, 20));

INSERT INTO numerics VALUES
    (1, 'NaN', 'NaN', 'NaN', 'NaN'),
    (2, 'Infinity', 99999999.99, 99999999999999999999999999999999999999, 0.99999999999999999999),
    (3, '-Infinity', -99999999.99, -99999999999999999999999999999999999999, -0.99999999999999999999),
    (4, repeat('9', 1000)::numeric, 0.00, 0, 0.00000000000000000001),
    (5, ('0.' || repeat('0', 999) || '1')::numeric, 0.01, 1, 0),
    (6, ('-' || repeat('1234567890', 100) || '.' || repeat('0987654321', 100))::numeric, -0.01, -1, 0),
    (7, 1.10, 1.1, 1, 0.10),
    (8, 1.1000, 1.10, 1, 0.1),
    (9, 0, 0, 0, 0),
    (10, 0.000, 0, 0, 0),
    (11, 1e131071, NULL, NULL, NULL),
    (12, 1e-16383, NULL, NULL, NULL),
    (13, 10000, 9999, 10000000000000000, 0.0001),
    (14, NULL, NULL, NULL, NULL);

DO $do$
BEGIN
    IF current_setting('server_version_num')::int >= 150000 THEN
        CREATE TABLE numeric_scales (id int PRIMARY KEY, thousands numeric(3, -3), small numeric(2, 4));
        INSERT INTO numeric_scales VALUES (1, 999000, 0.0099), (2, -12345, -0.0012), (3, 'NaN', 'NaN'), (4, NULL, NULL);
    END IF;
END
$do$;

CREATE TABLE floats (id int PRIMARY KEY, single real, double double precision);

INSERT INTO floats VALUES
    (1, 'NaN', 'NaN'),
    (2, 'Infinity', 'Infinity'),
    (3, '-Infinity', '-Infinity'),
    (4, '-0', '-0'),
    (5, '0', '0'),
    (6, '1e-45', '5e-324'),
    (7, '1.17549435e-38', '2.2250738585072014e-308'),
    (8, '3.4028235e38', '1.7976931348623157e308'),
    (9, '-3.4028235e38', '-1.7976931348623157e308'),
    (10, 0.1::real + 0.2::real, 0.1::float8 + 0.2::float8),
    (11, 16777217, 9007199254740993),
    (12, 1.0 / 3, 1.0::float8 / 3),
    (13, NULL, NULL);

CREATE TABLE moneys (id int PRIMARY KEY, amount money);

INSERT INTO moneys VALUES
    (1, '-92233720368547758.08'),
    (2, '92233720368547758.07'),
    (3, '0.00'),
    (4, '-0.01'),
    (5, '1234.56'),
    (6, NULL);

CREATE TABLE texts (id int PRIMARY KEY, value text, limited varchar(10), padded char(5), single char, system name, byte "char");

INSERT INTO texts VALUES
    (1, '', '', '', '', '', ''),
    (2, E'tab\there', E'a\tb', E'\t', E'\t', E'\t', E'\t'),
    (3, E'new\nline', E'a\nb', E'\n', E'\n', E'\n', E'\n'),
    (4, E'carriage\rreturn\r\n', E'\r\n', E'\r', E'\r', E'\r', E'\r'),
    (5, '\N', '\N', '\N', '\', '\N', 'N'),
    (6, '\.', '\.', '\.', '.', '\.', '.'),
    (7, E'before\n\\.\nafter', E'\n\\.\n', E'\n\\.\n', '\', E'\n\\.\n', '\'),
    (8, 'back\slash \\ \n \x41 \101', '\\', '\\', '\', '\\', '\'),
    (9, 'single '' double " comma , semicolon ; brace { }', '''"', '"', '''', '"', '"'),
    (10, 'NULL', 'NULL', 'null', 'N', 'NULL', 'N'),
    (11, ' blanks before and after ', '  ', 'a  ', ' ', ' a ', ' '),
    (12, E'\b\f\v\a\001\002\033\177', E'\001', E'\002', E'\003', E'\004', E'\005'),
    (13, 'emoji 🐦 family 👨‍👩‍👧‍👦 flag 🇫🇮', '🐦🐦🐦🐦🐦🐦🐦🐦🐦🐦', '🐦', '🐦', '🐦', 'z'),
    (14, U&'e\0301 is not \00E9, \202E turned, \FEFF mark, \FFFD lost', U&'e\0301', U&'\00E9', U&'\00E9', U&'e\0301', 'e'),
    (15, U&'$1 \0024\0024 ${x} %s :name {d 2026-01-01} ?', U&'\0024\0024', '?', '?', U&'\0024\0024', '?'),
    (16, repeat('x', 100000), 'short', 'abcde', 'a', repeat('n', 63), 'n'),
    (17, NULL, NULL, NULL, NULL, NULL, NULL);

-- "char" is one byte. Its upper half is printed as it is before 15, so that no UTF-8 target can
-- read it, and in octal since.
DO $do$
BEGIN
    IF current_setting('server_version_num')::int >= 150000 THEN
        CREATE TABLE upper_bytes (id int PRIMARY KEY, value "char");
        INSERT INTO upper_bytes SELECT i, i::"char" FROM generate_series(-128, -1) AS i;
    END IF;
END
$do$;

-- Every character that UTF-8 can carry on the first plane, and some beyond.
INSERT INTO texts (id, value)
SELECT 100 + part, string_agg(chr(code), '' ORDER BY code)
  FROM (SELECT code, code / 4096 AS part FROM generate_series(1, 66000) AS code
         WHERE code NOT BETWEEN 55296 AND 57343) AS characters
 GROUP BY part;

INSERT INTO texts (id, value) VALUES (200, chr(1114111) || chr(131072) || chr(983040));

-- A long value that does not compress, and one that does.
INSERT INTO texts (id, value)
SELECT 201, string_agg(md5(i::text), '' ORDER BY i) FROM generate_series(1, 100000) AS i;

INSERT INTO texts (id, value) VALUES (202, repeat('one thing again and again ', 400000));

CREATE TABLE bytes (id int PRIMARY KEY, value bytea);

INSERT INTO bytes VALUES
    (1, ''),
    (2, '\x00'),
    (3, (SELECT string_agg(decode(lpad(to_hex(i), 2, '0'), 'hex'), '' ORDER BY i) FROM generate_series(0, 255) AS i)),
    (4, '\xdeadbeef'),
    (5, '\x5c4e'),
    (6, '\x5c2e0a'),
    (7, NULL);

-- 30 MB in one value, which no compression makes smaller.
INSERT INTO bytes
SELECT 8, string_agg(decode(md5(i::text), 'hex'), '' ORDER BY i) FROM generate_series(1, 1966080) AS i;

CREATE TABLE bytes_external (id int PRIMARY KEY, value bytea);

ALTER TABLE bytes_external ALTER COLUMN value SET STORAGE EXTERNAL;

INSERT INTO bytes_external
SELECT n, decode(repeat(md5(n::text), n * 1000), 'hex') FROM generate_series(1, 20) AS n;

CREATE TABLE dates (
    id int PRIMARY KEY,
    day date,
    moment timestamp,
    instant timestamptz,
    moment_rounded timestamp(0),
    instant_milli timestamptz(3),
    clock time,
    clock_rounded time(2),
    clock_zone timetz
);

INSERT INTO dates VALUES
    (1, 'infinity', 'infinity', 'infinity', 'infinity', 'infinity', '00:00:00', '00:00:00', '00:00:00+00'),
    (2, '-infinity', '-infinity', '-infinity', '-infinity', '-infinity', '24:00:00', '24:00:00', '24:00:00-15:59:59'),
    (3, '4714-11-24 BC', '4714-11-24 00:00:00 BC', '4714-11-24 00:00:00+00 BC', '4714-11-24 00:00:00 BC', '4714-11-24 00:00:00+00 BC',
        '23:59:59.999999', '23:59:59.99', '00:00:00+15:59:59'),
    (4, '5874897-12-31', '294276-12-31 23:59:59.999999', '294276-12-31 23:59:59.999999+00', '294276-12-31 23:59:59',
        '294276-12-31 23:59:59.999+00', '00:00:00.000001', '00:00:00.01', '23:59:59.999999+05:45'),
    (5, '0001-01-01', '0001-01-01 00:00:00', '0001-01-01 00:00:00+00', '0001-12-31 23:59:59 BC', '0001-12-31 23:59:59.999+00 BC',
        '12:00:00', '12:00:00', '12:00:00+05:30:15'),
    (6, '1582-10-10', '1582-10-10 12:00:00', '1890-01-01 00:00:00 Europe/Amsterdam', '1970-01-01 00:00:00', '1969-12-31 23:59:59.999+00',
        '12:34:56.789012', '12:34:56.78', '12:34:56.789012-12'),
    (7, '2000-02-29', '2026-03-29 02:30:00', '2026-10-25 02:30:00 Europe/Helsinki', '2016-12-31 23:59:59', '2016-12-31 23:59:60+00',
        '02:30:00', '02:30:00', '02:30:00+02'),
    (8, 'epoch', 'epoch', 'epoch', 'epoch', 'epoch', '00:00', '00:00', '00:00-00:00:01'),
    (9, '2000-01-01', '1999-12-31 23:59:59.999999', '1999-12-31 23:59:59.999999+00', '2000-01-01', '2000-01-01+00', '00:00', '00:00', '00:00+00'),
    (10, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);

CREATE TABLE intervals (id int PRIMARY KEY, span interval, months interval year to month, seconds interval second(3));

INSERT INTO intervals VALUES
    (1, '0', '0', '0'),
    (2, '178000000 years', '178000000 years', '1.234 seconds'),
    (3, '-178000000 years', '-178000000 years', '-1.234 seconds'),
    (4, '1 mon -1 day +00:00:01', '1 month', '0.001 seconds'),
    (5, '-1 mon +1 day -00:00:00.000001', '-1 month', '-0.001 seconds'),
    (6, '2147483647 days', '11 months', '59.999 seconds'),
    (7, '-2147483648 days', '-11 months', '-59.999 seconds'),
    (8, '2147483647:59:59.999999', '12 months', '60 seconds'),
    (9, '-2147483647:59:59.999999', NULL, NULL),
    (10, '1 day', NULL, NULL),
    (11, '24 hours', NULL, NULL),
    (12, '1 month', NULL, NULL),
    (13, '30 days', NULL, NULL),
    (14, NULL, NULL, NULL);

DO $do$
BEGIN
    IF current_setting('server_version_num')::int >= 170000 THEN
        INSERT INTO intervals VALUES (15, 'infinity', 'infinity', 'infinity'), (16, '-infinity', '-infinity', '-infinity'),
            (17, '2562047788:00:54.775806', NULL, NULL), (18, '-2562047788:00:54.775807', NULL, NULL);
    END IF;
END
$do$;

CREATE TABLE booleans (id int PRIMARY KEY, value boolean);

INSERT INTO booleans VALUES (1, true), (2, false), (3, NULL);

CREATE TABLE uuids (id int PRIMARY KEY, value uuid);

INSERT INTO uuids VALUES
    (1, '00000000-0000-0000-0000-000000000000'),
    (2, 'ffffffff-ffff-ffff-ffff-ffffffffffff'),
    (3, 'A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11'),
    (4, NULL);

CREATE TABLE jsons (id int PRIMARY KEY, plain json, binary_form jsonb, path jsonpath);

INSERT INTO jsons VALUES
    (1, 'null', 'null', '$'),
    (2, '{"b": 1, "a": 2, "a": 3,   "c":[1 ,2]}', '{"b": 1, "a": 2, "a": 3,   "c":[1 ,2]}', '$.a[*] ? (@ > 1 && @.b like_regex "^x" flag "i")'),
    (3, '{"escaped": "\u0041\u00e9\ud83d\ude00", "zero": "\\u0000", "tab": "\t", "slash": "\/"}',
        '{"escaped": "\u0041\u00e9\ud83d\ude00", "tab": "\t", "slash": "\/"}', 'strict $."key with \"quotes\"".size()'),
    (4, '"\u0000 is allowed in json"', '""', 'lax $.**{2 to last}.a'),
    (5, '[123456789012345678901234567890.1234567890, 1e400, -0, 1E-400, 0.10]',
        '[123456789012345678901234567890.1234567890, 1e400, -0, 1E-400, 0.10]', '$.a.b.c + 1.10'),
    (6, E'{\n  "pretty":\t[ ]\r\n}', '{"": {"": [[], {}, [[]]]}}', '$.*.keyvalue()'),
    (7, '"''\" \\ $1 ${x}"', '"''\" \\ $1 ${x}"', '"text"'),
    (8, '{"🐦": "кулик"}', '{"🐦": "кулик"}', '$."🐦"'),
    (9, (repeat('[', 1000) || repeat(']', 1000))::json, (repeat('[', 1000) || repeat(']', 1000))::jsonb, '$[0][0]'),
    (10, NULL, NULL, NULL);

INSERT INTO jsons (id, binary_form)
SELECT 11, jsonb_object_agg('key ' || i, md5(i::text)) FROM generate_series(1, 20000) AS i;

CREATE TABLE xmls (id int PRIMARY KEY, value xml);

INSERT INTO xmls VALUES
    (1, ''),
    (2, '<?xml version="1.0" encoding="UTF-8"?><a b="&quot;&lt;"><!-- note --><![CDATA[<raw & text>]]>🐦</a>'),
    (3, 'text only, <one/><two/> no root'),
    (4, '<?xml version="1.0" standalone="yes"?><a/>'),
    (5, '<!DOCTYPE a [<!ELEMENT a ANY>]><a>with a document type</a>'),
    (6, E'<a>\n\t<b>blank</b>\r\n</a>'),
    (7, NULL);

CREATE TABLE networks (id int PRIMARY KEY, host inet, net cidr, mac macaddr, mac8 macaddr8);

INSERT INTO networks VALUES
    (1, '0.0.0.0', '0.0.0.0/0', '00:00:00:00:00:00', '00:00:00:00:00:00:00:00'),
    (2, '255.255.255.255', '255.255.255.255/32', 'ff:ff:ff:ff:ff:ff', 'ff:ff:ff:ff:ff:ff:ff:ff'),
    (3, '192.168.1.5/24', '192.168.1.0/24', '08-00-2b-01-02-03', '08:00:2b:01:02:03:04:05'),
    (4, '::', '::/0', '08002b:010203', '08002b:0102030405'),
    (5, '::ffff:1.2.3.4/96', '::ffff:1.2.3.4/128', '0800.2b01.0203', '0800.2b01.0203.0405'),
    (6, 'fe80::1:2/64', '2001:db8::/32', '12:34:56:78:9a:bc', '12:34:56:78:9a:bc'),
    (7, NULL, NULL, NULL, NULL);

CREATE TABLE bits (id int PRIMARY KEY, fixed bit(9), varying_free bit varying, varying_limited bit varying(5), flag bit);

INSERT INTO bits VALUES
    (1, B'000000000', B'', B'', B'0'),
    (2, B'111111111', repeat('10', 5000)::varbit, B'11111', B'1'),
    (3, B'101010101', X'DEADBEEF', B'1', B'1'),
    (4, B'100000000', B'0', B'00000', B'0'),
    (5, NULL, NULL, NULL, NULL);

CREATE TABLE shapes_of_geometry (
    id int PRIMARY KEY,
    p point,
    straight line,
    segment lseg,
    rectangle box,
    way path,
    area polygon,
    round circle
);

INSERT INTO shapes_of_geometry VALUES
    (1, '(0,0)', '{1,-1,0}', '[(0,0),(1,1)]', '(1,1),(0,0)', '[(0,0),(1,1),(2,0)]', '((0,0),(1,1),(2,0))', '<(0,0),1>'),
    (2, '(-0,1e-300)', '{0,1,0.1}', '[(0.1,0.2),(0.1,0.2)]', '(0,0),(0,0)', '((0,0),(1,1),(2,0))', '((0,0))', '<(1e300,-1e300),0>'),
    (3, '(NaN,Infinity)', '{1,0,-0}', '[(-Infinity,NaN),(0,0)]', '(Infinity,NaN),(-Infinity,NaN)', '[(0,0)]', '((NaN,1),(2,3))',
        '<(NaN,0),Infinity>'),
    (4, '(0.30000000000000004,5e-324)', '{1e-300,1e300,0.1}', '[(1.7976931348623157e308,0),(0,0)]', '(3,2),(1,0)', '((0.1,0.2))',
        '((0.1,0.2),(0.3,0.4))', '<(0.1,0.2),0.30000000000000004>'),
    (5, NULL, NULL, NULL, NULL, NULL, NULL, NULL);

CREATE TABLE searches (id int PRIMARY KEY, vector tsvector, query tsquery);

INSERT INTO searches VALUES
    (1, '', ''),
    (2, to_tsvector('english', 'The quick brown foxes jumped over the lazy dogs'), to_tsquery('english', 'fox & (dog | cat) & !bird')),
    (3, 'a:1A,2B,16383C ''quoted '''' lexeme'':3 back\\slash:4D no_position', '''quoted '''' lexeme''':: tsquery),
    (4, '🐦:1 кулик:2', '🐦 <-> кулик'),
    (5, 'x:1,2,3,4,5', 'a <3> b & c:AB* | d:*'),
    (6, NULL, NULL);

CREATE TABLE system_types (
    id int PRIMARY KEY,
    object oid,
    relation regclass,
    function regproc,
    function_full regprocedure,
    operator regoper,
    operator_full regoperator,
    kind regtype,
    role regrole,
    namespace regnamespace,
    configuration regconfig,
    dictionary regdictionary,
    collation_name regcollation,
    position pg_lsn,
    row_position tid,
    transaction_short xid,
    transaction_long xid8,
    command cid,
    snapshot pg_snapshot,
    snapshot_old txid_snapshot,
    many oidvector,
    smalls int2vector,
    cursor refcursor,
    grants aclitem
);

CREATE TYPE mood AS ENUM ('sad', 'ok', 'happy', 'with space', 'with, comma', 'with "quote"', '', '🐦');

CREATE FUNCTION twice(int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT $1 * 2';

CREATE OPERATOR <%> (FUNCTION = twice, RIGHTARG = int);

-- Row 2 points to objects of this database: their numbers will be others on the target.
INSERT INTO system_types VALUES
    (1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, '0/0', '(0,0)', '0', '0', '0', '1:1:', '1:1:', '', '', '', '=/pg_read_all_data'),
    (2, 'types.integers'::regclass::oid, 'types.integers', 'types.twice', 'types.twice(int)', 'types.<%>', 'types.<%>(none,int)', 'types.mood',
        'pg_monitor', 'types', 'english', 'simple', '"C"', '16/B374D848', '(4294967294,65535)', '3', '18446744073709551615', '7',
        '10:20:10,14,15', '10:20:10,14,15', '1 2 3', '-1 0 1', 'a cursor', 'pg_read_all_data=arw*/pg_write_all_data'),
    (3, 4294967295, 4294967295, 4294967295, 4294967295, 4294967295, 4294967295, 4294967295, 4294967295, 4294967295, 4294967295, 4294967295,
        4294967295, 'FFFFFFFF/FFFFFFFF', '(4294967295,0)', '4294967295', '0', '4294967295', '1:9223372036854775807:',
        '1:9223372036854775807:', '4294967295', '32767 -32768', E'tab\t', 'pg_monitor=/pg_monitor'),
    (4, 'pg_class'::regclass::oid, 'pg_class', 'now', 'abs(numeric)', '||/', '*(int,int)', 'numeric(10,2)', 'pg_read_all_data', 'pg_catalog',
        'pg_catalog.simple', 'pg_catalog.english_stem', '"default"', '0/1', '(1,1)', '1', '1', '1', '1:3:2', '1:3:2', '0', '0', 'x',
        '=r/pg_monitor');

INSERT INTO system_types (id) VALUES (5);

CREATE TYPE inner_pair AS (number int, word text);

CREATE TYPE outer_pair AS (name text, pair inner_pair, pairs inner_pair[], feeling mood);

CREATE DOMAIN positive AS int CHECK (VALUE > 0);

CREATE DOMAIN short_list AS int[] CHECK (cardinality(VALUE) <= 3);

CREATE DOMAIN known_pair AS inner_pair CHECK (VALUE IS NULL OR (VALUE).number IS NOT NULL);

CREATE DOMAIN positive_even AS positive CHECK (VALUE % 2 = 0);

CREATE DOMAIN padded_code AS char(4);

CREATE TABLE own_types (
    id int PRIMARY KEY,
    feeling mood,
    pair inner_pair,
    nested outer_pair,
    counted positive,
    even positive_even,
    listed short_list,
    known known_pair,
    code padded_code
);

INSERT INTO own_types VALUES
    (1, 'happy', '(1,one)', ROW('n', ROW(1, 'one'), ARRAY[ROW(2, 'two')::inner_pair, NULL], 'ok')::outer_pair, 1, 2, '{1,2,3}', '(1,one)', 'a'),
    (2, '', '(,)', ROW(NULL, NULL, NULL, NULL)::outer_pair, 2147483647, 2147483646, '{}', '(0,)', ''),
    (3, 'with "quote"', ROW(-1, E'quote " back\\slash ( ) , \n ''')::inner_pair,
        ROW('', ROW(NULL, ''), '{}', 'with, comma')::outer_pair, 2, 2, '[5:6]={1,NULL}', ROW(5, '"(,)"')::inner_pair, '🐦'),
    (4, '🐦', ROW(NULL, 'NULL')::inner_pair, ROW(E'\t', ROW(1, E'\\N'), ARRAY[ROW(NULL, NULL)::inner_pair], '')::outer_pair, NULL, NULL, '{NULL}',
        NULL, 'abcd'),
    (5, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);

CREATE TABLE arrays (
    id int PRIMARY KEY,
    numbers int[],
    words text[],
    exact numeric[],
    doubles float8[],
    blobs bytea[],
    moments timestamptz[],
    flags boolean[],
    documents jsonb[],
    boxes box[],
    moods mood[],
    pairs inner_pair[],
    positives positive[],
    lists short_list[],
    padded char(3)[],
    ranges int4range[],
    names name[]
);

INSERT INTO arrays VALUES
    (1, '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}'),
    (2, '{NULL}', '{NULL}', '{NULL}', '{NULL}', '{NULL}', '{NULL}', '{NULL}', '{NULL}', '{NULL}', '{NULL}', '{NULL}', '{NULL}', '{NULL}', '{NULL}',
        '{NULL}', '{NULL}'),
    (3, '{{1,2,3},{4,NULL,6}}', '{{"a","NULL"},{"","null"}}', '{NaN,Infinity,1.10}', '{-0,NaN,5e-324}', '{"\\x","\\x00","\\x5c4e"}',
        '{infinity,-infinity,"4714-11-24 00:00:00+00 BC"}', '{t,f,NULL}', '{"null","{\"a\": [1, null]}"}', '{(1,1),(0,0);(3,3),(2,2)}',
        '{happy,"","with \"quote\"","🐦"}', ARRAY[ROW(1, 'a,"b"')::inner_pair, NULL, ROW(NULL, NULL)::inner_pair], '{1,2}',
        ARRAY['{1}'::short_list, '{}'::short_list], '{a,"  ",abc}', '{"[1,2)",empty,"(,)"}', '{a,"b c"}'),
    (4, '[-2:-1][0:1]={{1,2},{3,4}}', '[0:3]={"comma,","brace{}","back\\slash","quote\""}', '[5:5]={0.000}', '[-1:0]={1,2}', '[2:2]={"\\xff"}',
        NULL, '[0:0]={t}', '[10:10]={"1"}', '[7:7]={(1,1),(0,0)}', '[3:4]={sad,NULL}', '[2:2]={"(7,seven)"}', '[0:0]={9}', NULL,
        '[2:2]={x}', '[0:0]={"[0,9)"}', '[0:0]={z}'),
    (5, '{{{{{{1,2}}}}}}', ARRAY[E'tab\t', E'new\nline', E'\\N', E'\\.', ' ', E'\r', '🐦', ''''], '{1e1000,-1e-1000}', '{1e308}', NULL, NULL, NULL, NULL,
        NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
    (6, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);

INSERT INTO arrays (id, numbers, words)
SELECT 7, array_agg(i), array_agg(md5(i::text)) FROM generate_series(1, 50000) AS i;

CREATE TYPE float_range AS RANGE (subtype = float8, subtype_diff = float8mi);

CREATE TYPE text_range AS RANGE (subtype = text, collation = "C");

CREATE TABLE ranges (
    id int PRIMARY KEY,
    ints int4range,
    longs int8range,
    exact numrange,
    moments tsrange,
    instants tstzrange,
    days daterange,
    doubles float_range,
    words text_range
);

INSERT INTO ranges VALUES
    (1, 'empty', 'empty', 'empty', 'empty', 'empty', 'empty', 'empty', 'empty'),
    (2, '(,)', '(,)', '(,)', '(,)', '(,)', '(,)', '(,)', '(,)'),
    (3, '[1,)', '(,9223372036854775807)', '[1.10,NaN]', '[-infinity,infinity]', '(-infinity,infinity)', '[infinity,infinity]', '[-0,0]', '["",""]'),
    (4, '[-2147483648,2147483647)', '[-9223372036854775808,0]', '(-Infinity,Infinity)', '["4714-11-24 00:00:00 BC","294276-12-31 23:59:59.999999"]',
        '["2026-01-01 00:00:00+00",)', '[4714-11-24 BC,5874897-12-30]', '[NaN,NaN]', '["a,\"b\"","c)]"]'),
    (5, '[1,1]', '[1,1]', '[1.0,1.000]', '[epoch,epoch]', '[epoch,epoch]', '[epoch,epoch]', '(0.1,0.30000000000000004)', E'["\\\\","\\\\N"]'),
    (6, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);

CREATE TABLE multiranges (
    id int PRIMARY KEY,
    ints int4multirange,
    longs int8multirange,
    exact nummultirange,
    moments tsmultirange,
    instants tstzmultirange,
    days datemultirange,
    doubles float_multirange,
    words text_multirange
);

INSERT INTO multiranges VALUES
    (1, '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}'),
    (2, '{(,)}', '{(,)}', '{(,)}', '{(,)}', '{(,)}', '{(,)}', '{(,)}', '{(,)}'),
    (3, '{(,1),[5,7),[9,)}', '{[1,2),[3,4)}', '{[1.10,2),(2,NaN]}', '{[-infinity,epoch],[infinity,infinity]}', '{["2026-01-01 00:00:00+00",)}',
        '{[2000-01-01,2000-02-01),[2001-01-01,)}', '{[-0,0],[0.1,0.2]}', '{["a,","b"],["c","d\""]}'),
    (4, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);

CREATE SCHEMA extras;

CREATE EXTENSION hstore SCHEMA extras;

CREATE EXTENSION citext SCHEMA extras;

CREATE EXTENSION ltree SCHEMA extras;

CREATE TABLE extensions (
    id int PRIMARY KEY,
    pairs extras.hstore,
    folded extras.citext UNIQUE,
    way extras.ltree,
    pattern extras.lquery,
    words extras.ltxtquery,
    many_folded extras.citext[],
    many_pairs extras.hstore[]
);

INSERT INTO extensions VALUES
    (1, '', '', '', '*', 'a', '{}', '{}'),
    (2, '"a"=>"1", "b"=>NULL, "c"=>"NULL", ""=>""', 'MiXeD Case', 'Top.Science.Astronomy', 'Top.*{1,3}.!Cats|Dogs@*', 'Europe & !Asia*@',
        '{A,a,NULL}', '{"\"a\"=>\"1\"",NULL}'),
    (3, E'"quote\\""=>"back\\\\slash", "new\nline"=>"tab\t", "🐦"=>"кулик"', 'ÄÖ straße', 'a_1.b_2', '*.a.*', 'x | (y & z)', NULL, NULL),
    (4, NULL, NULL, NULL, NULL, NULL, NULL, NULL);

-- Keys of types whose equal values may look different: a change must find the row whatever its looks.
CREATE TABLE key_numeric (key numeric PRIMARY KEY, note text);
CREATE TABLE key_float (key float8 PRIMARY KEY, note text);
CREATE TABLE key_folded (key extras.citext PRIMARY KEY, note text);
CREATE TABLE key_padded (key char(8) PRIMARY KEY, note text);
CREATE TABLE key_bytes (key bytea PRIMARY KEY, note text);
CREATE TABLE key_pair (key inner_pair PRIMARY KEY, note text);
CREATE TABLE key_array (key text[] PRIMARY KEY, note text);
CREATE TABLE key_range (key tstzrange PRIMARY KEY, note text);
CREATE TABLE key_mixed (a mood, b timestamptz, c uuid, d text COLLATE "C", note text, PRIMARY KEY (d, c, b, a));

INSERT INTO key_numeric VALUES (1.10, '1.10'), (0.000, 'zero'), ('NaN', 'NaN'), ('Infinity', 'infinity');
INSERT INTO key_float VALUES ('-0', 'minus zero'), ('NaN', 'NaN'), (0.1, 'a tenth'), ('Infinity', 'infinity');
INSERT INTO key_folded VALUES ('Abc', 'folded'), ('', 'empty');
INSERT INTO key_padded VALUES ('a  ', 'blanks'), ('', 'only blanks');
INSERT INTO key_bytes VALUES ('', 'empty'), ('\x00', 'zero'), ('\x5c', 'backslash');
INSERT INTO key_pair VALUES ('(1,one)', 'pair'), ('(,)', 'of nulls');
INSERT INTO key_array VALUES ('{}', 'empty'), ('{NULL}', 'of null'), ('[2:2]={a}', 'bound'), ('{a}', 'same, other bound');
INSERT INTO key_range VALUES ('empty', 'empty'), ('(,)', 'all'), ('["2026-01-01 00:00:00+00",infinity]', 'to infinity');
INSERT INTO key_mixed VALUES ('sad', 'infinity', '00000000-0000-0000-0000-000000000000', '', 'first'), ('🐦', 'epoch', 'ffffffff-ffff-ffff-ffff-ffffffffffff', E'\t', 'second');

RESET search_path;
