// Which tables are listed, and in which order. Pure.
const KEYS = {
  name: (row) => `${row.name.schema}.${row.name.name}`,
  database: (row) => row.table.database,
  phase: (row) => row.phase,
  progress: (row) => (row.chunks ? row.chunksLoaded / row.chunks : 0),
  rows: (row) => row.rows,
  bytes: (row) => row.bytes,
  planned: (row) => row.plannedBytes,
  copy: (row) => row.copyMillis,
  index: (row) => row.indexMillis,
};

/** 'schema.name', as people write it. */
export const tableName = (row) => KEYS.name(row);

/** Rows that hold the text and are in one of the phases, or in any when none is named. */
export function chosen(rows, { text, phases, database }) {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return rows.filter((row) =>
    (phases.length === 0 || phases.includes(row.phase))
    && (!database || row.table.database === database)
    && words.every((word) => tableName(row).toLowerCase().includes(word)));
}

/** In order of a column; as they were planned, largest first, when none is named. */
export function ordered(rows, { by, down }) {
  const key = KEYS[by] ?? KEYS.planned;
  const sign = (KEYS[by] ? down : true) ? -1 : 1;
  return [...rows].sort((a, b) => {
    const one = key(a);
    const other = key(b);
    return one === other ? byName(a, b) : sign * (one < other ? -1 : 1);
  });
}

function byName(a, b) {
  const one = tableName(a);
  const other = tableName(b);
  return one < other ? -1 : one > other ? 1 : a.table.number - b.table.number;
}

/** How many there are of each phase. */
export function countPhases(rows) {
  const counts = {};
  rows.forEach((row) => {
    counts[row.phase] = (counts[row.phase] ?? 0) + 1;
  });
  return counts;
}

/** The tone of a phase. */
export const tone = (phase) => ({
  verified: 'good',
  complete: 'good',
  different: 'bad',
  failed: 'bad',
  skipped: 'warn',
  resetting: 'warn',
  planned: 'idle',
})[phase] ?? 'busy';
