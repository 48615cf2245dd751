-- Something for every check of the catalog to say.
-- Any extension of every server, as if it had been put there.
DROP EXTENSION plpgsql CASCADE;
CREATE EXTENSION plpgsql;
CREATE TABLE plain (id int PRIMARY KEY, v int);
CREATE TABLE "Plain" (id int PRIMARY KEY);
CREATE INDEX half_done ON plain (v);
UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'half_done'::regclass;
ALTER TABLE plain ADD CONSTRAINT unproved CHECK (v > 0) NOT VALID;
CREATE TABLE naming (id int PRIMARY KEY, object regclass, grants aclitem[]);
CREATE COLLATION mine (provider = icu, locale = 'en');
UPDATE pg_collation SET collversion = '0' WHERE collname = 'mine';
CREATE TABLE sorted (id int PRIMARY KEY, t text COLLATE mine);
CREATE FUNCTION watch() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END';
CREATE EVENT TRIGGER watching ON ddl_command_end EXECUTE FUNCTION watch();
CREATE PUBLICATION told FOR TABLE plain;
CREATE SUBSCRIPTION reader CONNECTION 'host=127.0.0.1 port=1 dbname=x' PUBLICATION p
    WITH (connect = false);
CREATE FOREIGN DATA WRAPPER wrapper;
CREATE SERVER far FOREIGN DATA WRAPPER wrapper;
REVOKE EXECUTE ON FUNCTION pg_catalog.pg_sleep(double precision) FROM PUBLIC;
CREATE MATERIALIZED VIEW kept AS SELECT 1 AS one;
