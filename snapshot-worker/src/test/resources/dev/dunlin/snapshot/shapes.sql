-- Tables of every shape a plan must know.
CREATE SCHEMA "Quoted "" schema";
CREATE TYPE mood AS ENUM ('sad', 'ok');
CREATE TABLE accounts (
    id int PRIMARY KEY,
    balance numeric(12, 2) NOT NULL,
    note text,
    doubled numeric GENERATED ALWAYS AS (balance * 2) STORED);
INSERT INTO accounts (id, balance, note)
SELECT g, g * 1.5, CASE WHEN g % 3 = 0 THEN NULL ELSE repeat('x', 100) END
FROM generate_series(1, 20000) g;
CREATE TABLE entries (
    account int NOT NULL REFERENCES accounts,
    at timestamptz NOT NULL,
    amount numeric,
    PRIMARY KEY (account, at)) PARTITION BY RANGE (at);
CREATE TABLE entries_2024 PARTITION OF entries FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
CREATE TABLE entries_2025 PARTITION OF entries FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
INSERT INTO entries SELECT g, timestamptz '2024-06-01Z' + g * interval '1 hour', g
FROM generate_series(1, 10000) g;
CREATE TABLE animals (name text);
CREATE TABLE dogs (tail int) INHERITS (animals);
INSERT INTO animals VALUES ('cat'), ('eel');
INSERT INTO dogs VALUES ('rex', 1);
CREATE TABLE nothing ();
INSERT INTO nothing DEFAULT VALUES;
INSERT INTO nothing DEFAULT VALUES;
CREATE TABLE "Quoted "" schema"."odd "" name
$1" ("a "" b" int PRIMARY KEY, "select" mood, kinds mood[], rel regclass);
INSERT INTO "Quoted "" schema"."odd "" name
$1" VALUES (1, 'ok', '{sad,ok}', 'accounts');
CREATE UNLOGGED TABLE scratch (id int);
INSERT INTO scratch VALUES (1);
CREATE SEQUENCE unused START 7;
CREATE SEQUENCE used;
SELECT nextval('used'), nextval('used');
CREATE MATERIALIZED VIEW totals AS SELECT sum(balance) AS total FROM accounts;
CREATE MATERIALIZED VIEW totals_of_totals AS SELECT total FROM totals;
CREATE MATERIALIZED VIEW never AS SELECT 1 AS one WITH NO DATA;
CREATE VIEW rich AS SELECT * FROM accounts WHERE balance > 100;
SELECT lo_from_bytea(0, 'large');
CREATE PUBLICATION everything FOR TABLE accounts;
