-- Marks a chunk, unless the table takes another generation by now or another loader was faster; a
-- reset waits for the lock.
INSERT INTO dunlin_ledger.chunks
    (table_number, chunk, generation, row_count, byte_count, checksum)
SELECT g.table_number, :chunk, g.generation, :row_count, :byte_count, :checksum
FROM (
    SELECT table_number, generation
    FROM dunlin_ledger.generations
    WHERE table_number = :table_number AND generation = :generation
    FOR SHARE
) AS g
ON CONFLICT DO NOTHING
