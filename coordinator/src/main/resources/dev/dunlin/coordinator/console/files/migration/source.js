// What the migration costs its source: the slot and the WAL that it holds back.
import { bytes, count, shortCount } from '../format/amounts.js';
import { ago, duration, lag } from '../format/times.js';
import { ended } from '../format/progress.js';
import { fleetStore } from '../state/live.js';
import { useStore } from '../state/store.js';
import { Badge } from '../ui/badge.js';
import { html } from '../ui/html.js';
import { Empty, Notice } from '../ui/notice.js';
import { ProgressBar } from '../ui/progress.js';
import { Chart } from './chart.js';

const NOTHING = [];

const POLICIES = {
  warn: 'above it, it is said',
  throttle: 'above it, no more chunks are read until the slot is within it',
  stop: 'above it, the migration ends and the slot is dropped',
};

export function SourceTab({ status, readiness, now }) {
  const history = useStore(fleetStore, (state) => state.history[status.name] ?? NOTHING);
  const databases = Object.values(readiness);
  if (status.spec.mode !== 'ONLINE') {
    return html`<${Empty} title="Nothing is kept on the source">
      <p class="muted">An offline migration reads within a snapshot and makes no slot.</p></${Empty}>`;
  }
  if (databases.length === 0 || ended(status)) {
    return html`<${Empty} title=${ended(status) ? 'Nothing is followed any more' : 'Nothing is heard of the source yet'}>
      <p class="muted">${endNote(status)}</p></${Empty}>`;
  }
  const { maxRetainedBytes, policy } = status.spec.settings.online.slot;
  return html`<div class="stack">
    <div class="cards">${databases.map((one) => html`<${Slot} key=${one.database} ...${{ one, now, maxRetainedBytes }} />`)}</div>
    <p class="lead">${maxRetainedBytes > 0
      ? `The slot may hold back ${bytes(maxRetainedBytes)} of WAL; ${POLICIES[policy]}.`
      : 'The slot has no limit of its own: max_slot_wal_keep_size of the source is what ends it.'}</p>
    <div class="charts">
      <${Chart} title="WAL retained" points=${history} empty="The line begins when this page is opened."
        series=${[{ field: 'retained', label: 'held back', format: bytes }]} />
      <${Chart} title="Changes pending" points=${history} empty="The line begins when this page is opened."
        series=${[{ field: 'pending', label: 'captured, not applied', format: shortCount }]} />
    </div>
  </div>`;
}

function endNote(status) {
  return {
    Succeeded: 'Slot and publication went with the switch.',
    Canceled: 'Slot and publication were removed.',
    Failed: 'The slot stays, so that it can go on, and holds back WAL: Retry, or Cancel to drop it.',
  }[status.state] ?? 'The slot is made when the schema has been validated.';
}

function Slot({ one, now, maxRetainedBytes }) {
  const blockers = one.blockers;
  return html`<section class="card"><h2>${one.database} <${Badge} tone=${blockers.length ? 'warn' : 'good'} icon=${blockers.length ? 'warn' : 'good'}>
        ${blockers.length ? 'Not ready' : 'Ready'}</${Badge}></h2>
    ${maxRetainedBytes > 0 && html`<${ProgressBar} fraction=${one.retainedBytes / maxRetainedBytes}
      tone=${one.overSlotLimit ? 'bad' : 'busy'} label=${`WAL of ${one.database} against its limit`} />`}
    <dl class="facts">
      <dt>WAL retained</dt><dd>${bytes(one.retainedBytes)}</dd>
      <dt>Lag</dt><dd>${lag(one.lagMillis)}${one.lagBytes >= 0 && `, ${bytes(one.lagBytes)} of WAL`}</dd>
      <dt>Changes pending</dt><dd>${count(one.pendingChanges)}</dd>
      <dt>Captured, applied</dt><dd>${shortCount(one.capturedPerSecond)}/s, ${shortCount(one.appliedPerSecond)}/s</dd>
      <dt>Caught up in</dt><dd>${one.catchUpMillis < 0 ? 'it is falling behind' : one.catchUpMillis === 0 ? 'caught up' : `~${duration(one.catchUpMillis)}`}</dd>
      <dt>Heard</dt><dd>${ago(new Date(one.at).toISOString(), now)}</dd>
    </dl>
    ${blockers.map((blocker) => html`<${Notice} tone="warn" key=${blocker.code} title=${blocker.code}>${blocker.message}</${Notice}>`)}
  </section>`;
}
