// Figures of the last minutes, for charts and rates. Pure.

const KEPT_MS = 30 * 60_000;
const APART_MS = 1000;

/** The history with what a status or a readiness says, at most one point a second for each. */
export function withFigures(history, news, at) {
  const name = news.name;
  if (name.includes('.')) {
    return history;
  }
  const points = history[name] ?? [];
  const last = points.at(-1);
  const figures = news.readiness ? following(Object.values(news.readiness)) : copied(news);
  const point = { ...last, ...figures, at };
  const next =
    last && at - last.at < APART_MS && points.length > 1
      ? [...points.slice(0, -1), { ...point, at: last.at }]
      : [...points, point];
  const from = next.findIndex((one) => at - one.at <= KEPT_MS);
  return { ...history, [name]: from > 0 ? next.slice(from) : next };
}

function copied(status) {
  return {
    rows: sum(status.databases, 'rowsLoaded'),
    bytes: sum(status.databases, 'bytesLoaded'),
  };
}

function following(databases) {
  const unknown = databases.some((one) => one.lagMillis < 0);
  return {
    lagMillis: unknown ? null : Math.max(0, ...databases.map((one) => one.lagMillis)),
    pending: sum(databases, 'pendingChanges'),
    captured: sum(databases, 'capturedPerSecond'),
    applied: sum(databases, 'appliedPerSecond'),
    retained: sum(databases, 'retainedBytes'),
  };
}

function sum(list, field) {
  return list.reduce((total, one) => total + Math.max(0, one[field] ?? 0), 0);
}

/**
 * How much a figure grew in a second, over a time that ends with the last point; null while that is
 * not known.
 */
export function rate(points = [], field, overMs) {
  const last = points.at(-1);
  const first = points.find((one) => last.at - one.at <= overMs && one[field] != null);
  if (!last || !first || last.at === first.at) {
    return null;
  }
  return Math.max(0, ((last[field] ?? 0) - first[field]) * 1000) / (last.at - first.at);
}
