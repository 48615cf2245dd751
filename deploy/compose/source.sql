-- A small shop, so that there is something to move.
CREATE TABLE customer (id bigint PRIMARY KEY, name text NOT NULL, joined date NOT NULL);
CREATE TABLE purchase (
    id bigint PRIMARY KEY,
    customer_id bigint NOT NULL REFERENCES customer,
    amount numeric(10, 2) NOT NULL,
    placed_at timestamptz NOT NULL
);
INSERT INTO customer
SELECT g, 'customer ' || g, date '2020-01-01' + (g % 2000)
FROM generate_series(1, 10000) g;
INSERT INTO purchase
SELECT g, 1 + g % 10000, (g % 90000) / 100.0, timestamptz '2024-01-01' + g * interval '1 minute'
FROM generate_series(1, 100000) g;
CREATE INDEX ON purchase (customer_id);
ANALYZE;
