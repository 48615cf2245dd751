// The proof: what was compared, and what differs, with keys and never with values.
import { act } from '../api/client.js';
import { count, plural } from '../format/amounts.js';
import { slowestPhase } from '../format/progress.js';
import { wholeOf } from '../state/fleet.js';
import { fleetStore } from '../state/live.js';
import { useStore } from '../state/store.js';
import { announce } from '../ui/announcer.js';
import { Button } from '../ui/button.js';
import { html, useMemo } from '../ui/html.js';
import { Notice, ProblemNotice } from '../ui/notice.js';
import { ProgressBar } from '../ui/progress.js';
import { When } from '../ui/time.js';
import { useAsk } from './ask.js';
import { sum } from './figures.js';
import { tableName } from './table-rows.js';

export function VerificationTab({ status, may }) {
  const tables = useStore(fleetStore, (state) => state.tables[wholeOf(status.name)]);
  const differing = useMemo(() =>
    [...(tables?.values() ?? [])].filter((row) => row.differences.length > 0), [tables]);
  const verified = sum(status, 'tablesVerified');
  const all = sum(status, 'tables');
  return html`<div class="stack">
    <section class="card">
      <div class="card-head"><h2>Comparison</h2>${may && html`<${Again} status=${status} />`}</div>
      <${ProgressBar} fraction=${all ? verified / all : 0} label="Tables verified"
        tone=${status.differences.length ? 'bad' : verified && verified === all ? 'good' : 'busy'} />
      <p>${said(status, verified, all)}</p>
      <p class="muted">Compared are the number of rows and two independent 64-bit sums over every row of both sides,
        sequences, materialized views, and the number of objects of each kind.</p>
    </section>
    <${Comparisons} status=${status} />
    ${status.differences.length > 0 && html`<section class="card"><h2>${plural(status.differences.length, 'difference')}</h2>
      <ul class="differences">${status.differences.map((text) => html`<li key=${text}><code>${text}</code></li>`)}</ul></section>`}
    ${differing.map((row) => html`<section class="card" key=${tableName(row)}><h2>${tableName(row)}</h2>
      <ul class="differences">${row.differences.map((text) => html`<li key=${text}><code>${text}</code></li>`)}</ul></section>`)}
  </div>`;
}

function said(status, verified, all) {
  if (status.spec.settings.verify === 'NONE') {
    return 'Verification is off: nothing is proved.';
  }
  if (status.differences.length > 0) {
    return 'Source and target differ. Somebody wrote to one of the sides: stop the writers, then press Retry.';
  }
  if (all > 0 && verified === all) {
    return `All ${plural(all, 'table')} are equal on both sides.`;
  }
  return slowestPhase(status) === 'verify'
    ? `${count(verified)} of ${plural(all, 'table')} are equal so far.`
    : 'The comparison comes last, when everything is on the target.';
}

function Again({ status }) {
  const [problem, busy, run] = useAsk();
  const ask = () => run(async () => {
    await act(status.name, 'verify');
    announce(`${status.name} is compared again`);
  });
  return html`<div><${Button} busy=${busy} onClick=${ask}>Compare again</${Button}>
    <${ProblemNotice} problem=${problem} /></div>`;
}

/** Comparisons that were asked for. */
function Comparisons({ status }) {
  return status.databases.filter((one) => one.comparison).map(({ database, comparison }) => html`<section
      class="card" key=${database}><h2>Comparison of ${database}</h2>
    <p class="muted">Asked for by ${comparison.by || 'somebody'}, <${When} at=${comparison.startedAt} />${
      comparison.lsn && html`, at ${comparison.lsn}`}</p>
    ${comparison.differences.length > 0
      ? html`<ul class="differences">${comparison.differences.map((text) => html`<li key=${text}><code>${text}</code></li>`)}</ul>`
      : html`<${Notice} tone=${comparison.endedAt && !comparison.message ? 'good' : 'idle'}>${
        comparison.message || (comparison.endedAt
          ? `${plural(comparison.tables, 'table')} compared, all equal.`
          : `${plural(comparison.tables, 'table')} compared so far.`)}</${Notice}>`}
  </section>`);
}
