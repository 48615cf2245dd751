// The way of a migration as a row of stages, each with its phases and the time it took. Pure.
import { PHASES, ended, slowestPhase } from '../format/progress.js';

const ONLINE = [
  { id: 'prepare', label: 'Prepare', phases: ['snapshot', 'schema'] },
  { id: 'copy', label: 'Copy', phases: ['copy', 'indexes'] },
  { id: 'constrain', label: 'Constraints', phases: ['align', 'constraints'] },
  { id: 'follow', label: 'Follow', phases: ['catchup', 'streaming'] },
  { id: 'cutover', label: 'Cut over', phases: ['fence', 'drain', 'views', 'sequences'] },
  { id: 'verify', label: 'Verify', phases: ['verify', 'cleanup'] },
];

const OFFLINE = [
  { id: 'prepare', label: 'Prepare', phases: ['snapshot', 'schema'] },
  { id: 'copy', label: 'Copy', phases: ['copy', 'indexes'] },
  { id: 'constrain', label: 'Constraints', phases: ['constraints'] },
  { id: 'finish', label: 'Finish', phases: ['views', 'sequences'] },
  { id: 'verify', label: 'Verify', phases: ['verify', 'cleanup'] },
];

/** What is done in a phase, as the end of "now: …". */
export const DOING = {
  validation: 'looking at both servers',
  snapshot: 'taking a snapshot that every read shares',
  schema: 'making schemas, types and tables on the target',
  copy: 'copying rows',
  indexes: 'building the last keys and indexes',
  align: 'applying changes until all tables stand at one commit',
  constraints: 'adding foreign keys, triggers and the rest of the schema',
  catchup: 'applying the changes that came in meanwhile',
  streaming: 'following the source',
  fence: 'ending writes to the source',
  drain: 'applying the last changes and proving that they are the last',
  views: 'filling materialized views and restoring grants',
  sequences: 'setting sequences',
  verify: 'comparing every row of both sides',
  cleanup: 'removing slot, publication and ledger',
  done: 'done',
};

export const ofCutover = ['fence', 'drain', 'views', 'sequences', 'verify', 'cleanup'];

const before = (one, other) => PHASES.indexOf(one) < PHASES.indexOf(other);

/** Every time a phase took, of all databases: {startedAt, millis, open}, or null. */
export function timing(status, phase, now) {
  const steps = status.databases
    .flatMap((database) => database.steps)
    .filter((step) => step.step === phase && step.startedAt);
  if (steps.length === 0) {
    return null;
  }
  const end = ended(status) ? Date.parse(status.updatedAt) : now;
  const spans = steps.map((step) => [
    Date.parse(step.startedAt),
    step.endedAt ? Date.parse(step.endedAt) : Math.max(end, Date.parse(step.startedAt)),
  ]);
  return {
    startedAt: new Date(Math.min(...spans.map(([from]) => from))).toISOString(),
    millis: covered(spans),
    open: steps.some((step) => !step.endedAt),
  };
}

/** The time that at least one of some spans covers: phases of several databases overlap. */
function covered(spans) {
  let total = 0;
  let until = -Infinity;
  [...spans].sort(([a], [b]) => a - b).forEach(([from, to]) => {
    total += Math.max(0, to - Math.max(from, until));
    until = Math.max(until, to);
  });
  return total;
}

/**
 * The stages in order: {id, label, state, millis, phase}. state is 'done', 'now', 'failed', 'stopped'
 * or 'ahead'; millis is null where it has not begun; phase is that of now.
 */
export function stages(status, now) {
  const list = status.spec.mode === 'ONLINE' ? ONLINE : OFFLINE;
  const first = validation(status, now);
  if (status.spec.option === 'Validate') {
    return [first];
  }
  const at = first.state === 'done' ? slowestPhase(status) : '';
  return [
    ...(status.spec.option === 'Migrate' ? [] : [first]),
    ...list.map((stage) => ({ ...stage, ...standing(status, stage, at, now) })),
  ];
}

function standing(status, { phases }, at, now) {
  const times = phases.map((phase) => timing(status, phase, now)).filter(Boolean);
  const millis = times.length ? times.reduce((sum, one) => sum + one.millis, 0) : null;
  if (status.state === 'Succeeded' || (at && before(phases.at(-1), at))) {
    return { state: 'done', millis };
  }
  return phases.includes(at) && status.databases.length > 0
    ? { state: stopped(status) || 'now', millis, phase: at }
    : { state: 'ahead', millis: null };
}

const stopped = (status) =>
  ({ Failed: 'failed', ValidationFailed: 'failed', Canceled: 'stopped' })[status.state] ?? '';

function validation(status, now) {
  const begun = status.databases
    .flatMap((database) => database.steps)
    .map((step) => step.startedAt)
    .filter(Boolean)
    .sort();
  const over = begun.length > 0 || status.state === 'Succeeded';
  const until = begun[0] ?? (ended(status) ? status.updatedAt : null);
  return {
    id: 'validation',
    label: 'Validate',
    phases: ['validation'],
    phase: over ? undefined : 'validation',
    state: over ? 'done' : stopped(status) || 'now',
    millis: Math.max(0, (until ? Date.parse(until) : now) - Date.parse(status.startedAt)),
  };
}

/** Every phase of the migration with its time, for those who want all of them. */
export function phases(status, now) {
  const list = status.spec.mode === 'ONLINE' ? ONLINE : OFFLINE;
  return list
    .flatMap((stage) => stage.phases)
    .map((phase) => ({ phase, ...timing(status, phase, now) }))
    .filter((one) => one.startedAt);
}
