-- Who a ledger was laid for. As JSON, because ledgers of earlier versions lack columns.
SELECT whole ->> 'name', whole ->> 'installation', whole ->> 'since'
FROM (SELECT pg_catalog.to_jsonb(m) AS whole FROM dunlin_ledger.migration AS m) AS row
