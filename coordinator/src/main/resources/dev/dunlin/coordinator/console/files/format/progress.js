// How far a migration is. Pure.

export const PHASES = [
  'snapshot', 'schema', 'copy', 'indexes', 'align', 'constraints', 'catchup', 'streaming', 'fence',
  'drain', 'views', 'sequences', 'verify', 'cleanup', 'done',
];

const ENDED = new Set(['Canceled', 'Failed', 'ValidationFailed', 'Succeeded']);

/** Whether nothing more happens until a user acts. */
export const ended = (status) => ENDED.has(status.state);

const total = (status, field) => status.databases.reduce((sum, one) => sum + one[field], 0);

/** Part of the planned bytes that is on the target, 0 to 1; all of it once every row is. */
export function fractionCopied(status) {
  if (status.databases.length === 0) {
    return 0;
  }
  if (status.databases.every((one) => pastCopy(one.phase)) || succeeded(status)) {
    return 1;
  }
  const planned = total(status, 'bytesPlanned');
  return planned === 0 ? 0 : Math.min(0.999, total(status, 'plannedBytesLoaded') / planned);
}

const succeeded = (status) => status.state === 'Succeeded' && status.spec.option !== 'Validate';
const pastCopy = (phase) => PHASES.indexOf(phase) > PHASES.indexOf('copy');

/** The phase of the database that is behind the others. */
export function slowestPhase(status) {
  const order = status.databases.map((one) => PHASES.indexOf(one.phase));
  return order.length ? PHASES[Math.min(...order)] : 'snapshot';
}

/** What a migration is doing, in one word. */
export function phase(status) {
  if (ended(status)) {
    return '';
  }
  switch (status.substate) {
    case 'PerformingPreRequisiteSteps':
      return 'starting';
    case 'ValidationInProgress':
      return 'validation';
    case 'CancelingRequestedDBMigrations':
      return 'canceling';
    default:
      return status.databases.length === 0 ? 'starting' : slowestPhase(status);
  }
}

/** The worst lag of the databases in milliseconds; null where nothing follows, -1 while unknown. */
export function worstLag(status, readiness) {
  const databases = Object.values(readiness ?? {});
  if (status.spec.mode !== 'ONLINE' || ended(status) || databases.length === 0) {
    return null;
  }
  return databases.some((one) => one.lagMillis < 0)
    ? -1
    : Math.max(...databases.map((one) => one.lagMillis));
}

/** From its start until now or its end, in milliseconds. */
export function elapsed(status, now) {
  const end = ended(status) ? Date.parse(status.updatedAt) : now;
  return Math.max(0, end - Date.parse(status.startedAt));
}
