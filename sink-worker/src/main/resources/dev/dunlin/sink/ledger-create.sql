-- What a migration has done to this database, in the transactions that did it.
CREATE SCHEMA dunlin_ledger;
REVOKE ALL ON SCHEMA dunlin_ledger FROM PUBLIC;

-- The migration this database belongs to: one row.
CREATE TABLE dunlin_ledger.migration (
    only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    name text NOT NULL,
    source_database text NOT NULL,
    installation text NOT NULL,
    made_database boolean NOT NULL DEFAULT false,
    since timestamptz NOT NULL DEFAULT pg_catalog.now()
);

-- Which generation of chunks a table takes. A reset counts it up, so that older ones are refused.
CREATE TABLE dunlin_ledger.generations (
    table_number integer PRIMARY KEY,
    generation integer NOT NULL
);

-- Chunks whose rows are in the database, marked in the transaction that inserted them.
CREATE TABLE dunlin_ledger.chunks (
    table_number integer NOT NULL,
    chunk integer NOT NULL,
    generation integer NOT NULL,
    row_count bigint NOT NULL,
    byte_count bigint NOT NULL,
    checksum bigint NOT NULL,
    loaded_at timestamptz NOT NULL DEFAULT pg_catalog.now(),
    PRIMARY KEY (table_number, chunk)
);

-- Schema items that stand. The key is a digest of the item's SQL, equal in every dump of it.
CREATE TABLE dunlin_ledger.items (
    key text PRIMARY KEY,
    dump_id integer NOT NULL,
    kind text NOT NULL,
    name text NOT NULL,
    restored_at timestamptz NOT NULL DEFAULT pg_catalog.now()
);
