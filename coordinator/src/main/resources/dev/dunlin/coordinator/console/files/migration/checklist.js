// What a cutover needs, and whether it is there: the same list as of `dunlin cutover --dry-run`. Pure.
import { bytes, count } from '../format/amounts.js';
import { lag } from '../format/times.js';

/**
 * The conditions: {met, what, figures}.
 *
 * @param terms {maxLagSeconds, fence, timeoutSeconds}
 */
export function checklist(status, readiness, terms) {
  const online = status.spec.mode === 'ONLINE';
  const several = status.databases.length > 1;
  const free = !status.cutover.underWay;
  return [
    condition(online, 'Online migration', online ? '' : 'an offline migration has no cutover'),
    ...status.databases.flatMap((database) =>
      ofDatabase(database, readiness?.[database.database], terms,
        several ? ` of ${database.database}` : '')),
    condition(free, 'No other cutover', free ? '' : `one was asked for at ${status.cutover.startedAt}`),
  ];
}

const condition = (met, what, figures) => ({ met, what, figures });

function ofDatabase(database, readiness, terms, of) {
  const copied = database.tables > 0 && database.tablesLoaded === database.tables;
  return [
    condition(copied, `Copy${of}`, `${database.tablesLoaded} of ${database.tables} tables`),
    condition(database.phase === 'streaming', `Streaming${of}`, `phase ${database.phase}`),
    ...(readiness
      ? follows(readiness, terms, of)
      : [condition(false, `Readiness${of}`, 'nothing is known yet')]),
  ];
}

function follows(readiness, terms, of) {
  const small = readiness.lagMillis >= 0 && readiness.lagMillis <= terms.maxLagSeconds * 1000;
  return [
    condition(small, `Lag${of}`, `${lag(readiness.lagMillis)} ${small ? '≤' : '>'} `
      + `${terms.maxLagSeconds}s, ${count(readiness.pendingChanges)} changes pending`),
    condition(!readiness.overSlotLimit, `Slot${of}`, `${bytes(readiness.retainedBytes)} of WAL retained`),
    ...readiness.blockers.map((one) => condition(false, one.code + of, one.message)),
  ];
}
