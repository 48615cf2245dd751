// Which migrations the grid shows, and in which order. Pure.
import { worstLag } from '../format/progress.js';

const KEYS = {
  name: (row) => row.status.name,
  state: (row) => row.status.state,
  progress: (row) => row.fraction,
  lag: (row) => worstLag(row.status, row.readiness) ?? -2,
  duration: (row) => Date.parse(row.status.updatedAt) - Date.parse(row.status.startedAt),
  started: (row) => row.status.startedAt,
};

/** Whether a migration has one of the states, or any when none is named, and holds the text. */
export function fits({ status }, { states, text }) {
  if (states.length > 0 && !states.includes(status.state)) {
    return false;
  }
  const { source, target, databases, sourceType } = status.spec;
  const all = [
    status.name, source.host, target.host, sourceType, ...databases.map((pair) => pair.source),
  ].join(' ').toLowerCase();
  return text.toLowerCase().split(/\s+/).every((word) => all.includes(word));
}

/** Rows in order of a column; @param by a name of KEYS, else as they come */
export function ordered(rows, { by, down }) {
  const key = KEYS[by];
  if (!key) {
    return rows;
  }
  const sign = down ? -1 : 1;
  return [...rows].sort((a, b) => {
    const one = key(a);
    const other = key(b);
    return sign * (one < other ? -1 : one > other ? 1 : 0);
  });
}

/** How many there are of each state. */
export function countStates(rows) {
  const counts = {};
  rows.forEach(({ status }) => {
    counts[status.state] = (counts[status.state] ?? 0) + 1;
  });
  return counts;
}
