// How far a cutover is. Pure.
import { PHASES, slowestPhase } from '../format/progress.js';
import { DOING, ofCutover } from './stages.js';

/** Whether nothing can be taken back any more: every database is proved, slots are being dropped. */
export function switched(status) {
  return status.state === 'Succeeded'
    || (status.databases.length > 0
      && PHASES.indexOf(slowestPhase(status)) >= PHASES.indexOf('cleanup'));
}

/** The steps: {phase, doing, state}; state is 'done', 'now' or 'ahead'. */
export function steps(status) {
  const now = status.state === 'Succeeded' ? 'done' : slowestPhase(status);
  return ofCutover.map((phase) => ({
    phase,
    doing: DOING[phase],
    state: PHASES.indexOf(phase) < PHASES.indexOf(now) ? 'done' : phase === now ? 'now' : 'ahead',
  }));
}

/** For how long writes have been stopped, in milliseconds; null before the fence. */
export function writesStopped(status, now) {
  const fences = status.databases
    .map((database) => database.steps.findLast((step) => step.step === 'fence'))
    .filter((step) => step?.startedAt)
    .map((step) => Date.parse(step.startedAt));
  if (fences.length === 0) {
    return null;
  }
  const end = status.state === 'Succeeded' ? Date.parse(status.updatedAt) : now;
  return Math.max(0, end - Math.min(...fences));
}

/** The statement that lets a fenced database take writes again. */
export const liftFence = (database) =>
  `ALTER DATABASE "${database.replaceAll('"', '""')}" RESET default_transaction_read_only;`;
