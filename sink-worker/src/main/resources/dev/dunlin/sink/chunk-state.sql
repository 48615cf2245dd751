-- What the ledger knows of a chunk and its table: one row, nulls where it knows nothing.
SELECT g.generation, c.row_count, c.byte_count, c.checksum
FROM (SELECT :table_number::integer AS table_number, :chunk::integer AS chunk) AS asked
LEFT JOIN dunlin_ledger.generations AS g ON g.table_number = asked.table_number
LEFT JOIN dunlin_ledger.chunks AS c
    ON c.table_number = asked.table_number AND c.chunk = asked.chunk
