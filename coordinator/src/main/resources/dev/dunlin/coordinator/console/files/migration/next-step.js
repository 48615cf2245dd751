// The one sentence that says what happens now, or what you have to do. Pure.
import { plural } from '../format/amounts.js';
import { server } from '../format/names.js';
import { slowestPhase } from '../format/progress.js';
import { DOING } from './stages.js';

const of = (status, type) => status.conditions.find((one) => one.type === type);

/** Everything there is to say of a migration's readiness: whether it could switch, or why not. */
export function readyToSwitch(status, readiness) {
  const known = Object.values(readiness ?? {});
  return known.length >= status.databases.length && known.length > 0
    && known.every((one) => one.ready);
}

function blocker(readiness) {
  return Object.values(readiness ?? {}).flatMap((one) => one.blockers)[0];
}

const sentence = (text) => {
  const begun = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.!?]$/.test(begun) ? begun : `${begun}.`;
};

const RULES = {
  ValidationFailed(status) {
    const failed = status.findings.filter((one) => one.severity === 'Failed').length;
    return {
      tone: 'bad',
      text: `${plural(failed, 'check')} failed. Mend what is named under Validation, then press Retry.`,
    };
  },
  Failed(status) {
    const slot = status.spec.mode === 'ONLINE'
      ? ' Its slot holds back WAL on the source until it goes on or is canceled.'
      : '';
    return { tone: 'bad', text: `It stopped. Mend the cause, then press Retry: what is done is kept.${slot}` };
  },
  Canceled: () => ({ tone: 'idle', text: 'It was given up. Delete it to free its name.' }),
  Succeeded(status) {
    if (status.spec.option === 'Validate') {
      return { tone: 'good', text: 'Nothing stands against this migration.' };
    }
    const fenced = status.cutover.fenced.length
      ? ' The source stays read-only: the report has the statement that lifts it.'
      : '';
    return {
      tone: 'good',
      text: `Everything is on the target. Point your applications at ${server(status.spec.target)}.${fenced}`,
    };
  },
  WaitingForUserAction: (status, readiness) => readyToSwitch(status, readiness)
    ? { tone: 'warn', text: 'Waiting for you: cut over when your applications can stop writing.' }
    : waiting(readiness),
  InProgress(status, readiness) {
    if (status.substate === 'CancelingRequestedDBMigrations') {
      return { tone: 'busy', text: 'Being given up: the source is left as it was found.' };
    }
    if (status.substate === 'ValidationInProgress') {
      return { tone: 'busy', text: `Now: ${DOING.validation}.` };
    }
    if (status.databases.length === 0) {
      return { tone: 'busy', text: 'Starting.' };
    }
    const phase = slowestPhase(status);
    return phase === 'streaming' ? waiting(readiness) : { tone: 'busy', text: `Now: ${DOING[phase]}.` };
  },
};

function waiting(readiness) {
  const first = blocker(readiness);
  return first
    ? { tone: 'busy', text: `Following the source. Not ready to cut over: ${sentence(first.message)}` }
    : { tone: 'busy', text: 'Following the source. Whether it is ready to cut over is known soon.' };
}

/** {tone, text} */
export function nextStep(status, readiness) {
  const paused = of(status, 'Paused');
  if (paused && !RULES_OF_ENDS.has(status.state)) {
    const which = paused.subject ? `${paused.subject} is paused` : 'Paused';
    const slot = status.spec.mode === 'ONLINE' ? ' Meanwhile its slot holds back WAL on the source.' : '';
    return { tone: 'warn', text: `${which}: nothing is done until you press Resume.${slot}` };
  }
  const worker = of(status, 'WaitingForWorker');
  if (worker) {
    return { tone: 'warn', text: sentence(worker.message) };
  }
  const gate = of(status, 'AwaitingGate');
  if (gate) {
    return { tone: 'warn', text: sentence(gate.message) };
  }
  if (status.cutover.underWay) {
    return { tone: 'busy', text: `Cutting over: ${DOING[slowestPhase(status)]}.` };
  }
  return RULES[status.state](status, readiness);
}

const RULES_OF_ENDS = new Set(['Succeeded', 'Canceled', 'Failed', 'ValidationFailed']);
