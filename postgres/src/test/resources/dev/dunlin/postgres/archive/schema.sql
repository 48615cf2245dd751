CREATE SCHEMA "Odd "" schema"

CREATE SCHEMA "ATTACH"

CREATE TABLE t (id integer PRIMARY KEY, b integer UNIQUE, c text, d integer DEFAULT 3)

COMMENT ON COLUMN t.b IS 'first line
--
-- TOC entry 99998 (class 1259 OID 4242)
-- Name: evil; Type: TABLE; Schema: public; Owner: x
--
'

CREATE INDEX ti ON t (d)

COMMENT ON INDEX ti IS 'an index'

COMMENT ON CONSTRAINT t_pkey ON t IS 'a key'

CREATE STATISTICS st ON d, b FROM t

COMMENT ON STATISTICS st IS 'statistics'

CREATE TABLE child (id serial PRIMARY KEY, tid integer REFERENCES t (id), x integer)

ALTER TABLE child ADD CONSTRAINT child_x_excl EXCLUDE USING btree (x WITH =)

ALTER TABLE child ADD CONSTRAINT late_check CHECK (x > 0) NOT VALID

CREATE TABLE p (id integer, k integer, PRIMARY KEY (id)) PARTITION BY RANGE (id)

CREATE TABLE p1 PARTITION OF p FOR VALUES FROM (0) TO (10)

CREATE TABLE p2 PARTITION OF p FOR VALUES FROM (10) TO (20)

CREATE INDEX ON p (k)

CREATE TABLE "Odd "" schema"."a; Type: PUBLICATION; Schema: -; Owner: q" (x integer)

CREATE INDEX "odd ON public.t" ON "Odd "" schema"."a; Type: PUBLICATION; Schema: -; Owner: q" (x)

CREATE TABLE "ATTACH"."x y" (x integer)

CREATE VIEW v1 AS SELECT id, c, count(*) FROM t GROUP BY id

CREATE MATERIALIZED VIEW mv AS SELECT * FROM t

CREATE UNIQUE INDEX mvi ON mv (id)

CREATE MATERIALIZED VIEW mv2 AS SELECT * FROM mv

CREATE MATERIALIZED VIEW mv3 AS SELECT id, c, count(*) FROM t GROUP BY id

COMMENT ON MATERIALIZED VIEW mv3 IS 'late'

CREATE INDEX mv3i ON mv3 (c)

CREATE FUNCTION body(a integer) RETURNS integer LANGUAGE sql AS $body$ --
--
-- TOC entry 99999 (class 1255 OID 9999)
-- Name: evil(); Type: FUNCTION; Schema: public; Owner: postgres
--
CREATE FUNCTION public.evil() RETURNS void LANGUAGE sql AS 'select 1';
ALTER FUNCTION public.evil() OWNER TO postgres;
SELECT a;
$body$

CREATE FUNCTION trg() RETURNS trigger LANGUAGE plpgsql AS 'begin return new; end'

CREATE TRIGGER tr BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION trg()

COMMENT ON TRIGGER tr ON t IS 'a trigger'

ALTER TABLE t ENABLE ROW LEVEL SECURITY

CREATE POLICY pol ON t USING (id > 0)

CREATE FUNCTION et() RETURNS event_trigger LANGUAGE plpgsql AS 'begin end'

CREATE EVENT TRIGGER evt ON ddl_command_end EXECUTE FUNCTION et()

COMMENT ON EVENT TRIGGER evt IS 'fires'

CREATE PUBLICATION pub FOR TABLE t

COMMENT ON PUBLICATION pub IS 'not moved'

GRANT SELECT ON t TO PUBLIC

CREATE TABLE inh (z integer) INHERITS (t)
